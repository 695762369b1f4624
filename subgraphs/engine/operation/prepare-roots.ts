import { isObject } from '../read/decode.ts'
import type { ReadPlan } from '../read/plan.ts'
import { ReadError } from '../read/read-error.ts'
import type { Viewer } from '../read/rights.ts'
import type { OperationVariant } from './compile-operation.ts'
import type { RootTemplate } from './root-template.ts'
import { groupRepresentations, type EntitiesTemplate } from './entities-template.ts'
import { prepareRead } from './prepare-read.ts'
import type { RequestAccess } from './request-access.ts'
import { runRead, type ReadRunner } from './run-read.ts'

/** A root field whose statement stands and waits to be sent. */
export interface PreparedRoot {
  readonly key: string
  /** A failure leaves no data. */
  readonly isRequired: boolean
  /** The plans behind it: those of entities with their type. */
  readonly plans: readonly PlanOfType[]
  run(): Promise<unknown> | unknown
}

export interface PlanOfType {
  readonly type?: string
  readonly plan: ReadPlan
  /** Response key below the root's own, where a command answers with a row. */
  readonly under?: string
}

export interface ReadRequest {
  readonly viewer: Viewer
  readonly access: RequestAccess
  readonly variables: Readonly<Record<string, unknown>>
  /** Entities carry their type, for the resolvers of the operation. */
  readonly isMixed?: boolean
}

/** Field under which an entity carries its type in an operation that has resolvers; no response key can be equal to it. */
export const ENTITY_TYPE = '$type'

/** Prepares every read of an operation before any of them runs: what the policy or the limits refuse is refused as a whole. */
export function prepareRoots(runner: ReadRunner, { roots }: OperationVariant, request: ReadRequest): readonly PreparedRoot[] {
  return roots.flatMap((root) => prepareRoot(runner, root, request) ?? [])
}

function prepareRoot(runner: ReadRunner, root: RootTemplate, request: ReadRequest): PreparedRoot | undefined {
  switch (root.kind) {
    case 'TYPENAME': return { key: root.key, isRequired: false, plans: [], run: () => 'Query' }
    case 'WRITTEN': return undefined
    case 'ENTITIES': return { key: root.key, isRequired: true, ...prepareEntities(runner, root.template, request) }
    case 'READ': {
      const read = prepareRead(runner, root.template, request)
      return { key: root.key, isRequired: false, plans: read ? [read] : [], run: () => read && runRead(runner, request, { read }) }
    }
  }
}

/** An object that no table holds, with its type; undefined for every other entity. */
async function writtenEntity(template: EntitiesTemplate, representation: unknown): Promise<unknown> {
  if (!isObject(representation)) return undefined
  const found = await template.written(representation.__typename)?.(representation)
  return isObject(found) ? { ...found, [ENTITY_TYPE]: representation.__typename } : undefined
}

function prepareEntities(runner: ReadRunner, template: EntitiesTemplate, request: ReadRequest): Pick<PreparedRoot, 'plans' | 'run'> {
  const { representations } = template.read(request.variables)
  if (!Array.isArray(representations)) throw new ReadError('VALIDATION_FAILED')
  if (representations.length > runner.limits.batchKeys) throw new ReadError('VALIDATION_FAILED', { limit: runner.limits.batchKeys })
  const groups = groupRepresentations(template, representations).map((group) => ({ ...group, read: prepareRead(runner, group.template, request) }))
  const run = async (): Promise<unknown> => {
    const entities: unknown[] = new Array(representations.length).fill(null)
    await Promise.all(groups.map(async ({ read, type, keys, places }) => {
      const rows = read && await runRead(runner, request, { read, keys })
      if (request.isMixed && Array.isArray(rows)) for (const row of rows) if (isObject(row)) row[ENTITY_TYPE] = type
      if (Array.isArray(rows)) for (const [place, position] of places) entities[place] = rows[position]
    }))
    await Promise.all(representations.map(async (representation: unknown, place) => { entities[place] = await writtenEntity(template, representation) ?? entities[place] }))
    return entities
  }
  return { plans: groups.flatMap(({ type, read }) => read ? [{ type, plan: read.plan }] : []), run }
}
