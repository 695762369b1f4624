import type { BreakGlass } from '../../../schema/policy/principal.ts'
import type { CommandError } from '../../engine/command/command-error.ts'
import type { EntityName } from '../../engine/command/input-field.ts'
import { subjectEntity } from '../rules/subject-entity.ts'
import { isRecord } from '../../../schema/is-record.ts'

/** The members of an input that name a subject. */
export interface SubjectInput {
  readonly subjectPersonId: string | null
  readonly subjectEntityType: string | null
  readonly subjectEntityId: string | null
}

interface Asking {
  sees(entity: EntityName, id: string): Promise<boolean>
  ask(module: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>
  failure(code: 'NOT_FOUND' | 'VALIDATION_FAILED', field: keyof SubjectInput): CommandError
}

/** Whose data is meant, as the capability says it and as the row keeps it. */
export interface FoundSubject {
  readonly subject: BreakGlass['subject']
  readonly columns: SubjectInput
}

/** Finds the one subject that an input names, in the caller's view; throws where there is none or more than one. */
export async function findSubject(input: SubjectInput, asking: Asking): Promise<FoundSubject> {
  const { subjectPersonId, subjectEntityType, subjectEntityId } = input
  const columns = { subjectPersonId, subjectEntityType, subjectEntityId }
  if (subjectPersonId !== null) {
    if (subjectEntityType !== null || subjectEntityId !== null) throw asking.failure('VALIDATION_FAILED', 'subjectPersonId')
    return { columns, subject: { kind: 'PERSON', personId: subjectPersonId, ...await accountOf(subjectPersonId, asking) } }
  }
  const entity = subjectEntityType === null ? undefined : subjectEntity(subjectEntityType)
  if (entity === undefined) throw asking.failure('VALIDATION_FAILED', 'subjectEntityType')
  if (subjectEntityId === null) throw asking.failure('VALIDATION_FAILED', 'subjectEntityId')
  if (!await asking.sees(entity, subjectEntityId)) throw asking.failure('NOT_FOUND', 'subjectEntityId')
  return { columns, subject: { kind: 'ENTITY', type: entity.type, id: subjectEntityId } }
}

// Some modules know a person by the user account alone.
const ACCOUNT = 'query ($id: ID!) { person(id: $id) { id users(first: 1, orderBy: [{ field: ID, direction: ASC }]) { nodes { id } } } }'

async function accountOf(id: string, { ask, failure }: Asking): Promise<{ readonly userId?: string }> {
  const { person } = await ask('identity', ACCOUNT, { id })
  if (!isRecord(person)) throw failure('NOT_FOUND', 'subjectPersonId')
  const nodes: unknown = isRecord(person.users) ? person.users.nodes : []
  const first: unknown = Array.isArray(nodes) ? nodes[0] : undefined
  return isRecord(first) && typeof first.id === 'string' ? { userId: first.id } : {}
}
