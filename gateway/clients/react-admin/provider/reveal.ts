import type { Identifier } from 'ra-core'
import type { Ask } from './ask.ts'
import { failure, rootOf } from './http-error.ts'
import { rowOf } from './json.ts'
import { markIn, withheldAt, withMarks } from './marks.ts'
import type { Mark } from './marks.ts'
import type { Resource } from './resource.ts'

/** Why somebody reads a raw value; it is logged. */
export interface RevealReason {
  /** At least 12 characters, without personal data. */
  readonly reason: string
  /** One that the token lists; without it that of the request. */
  readonly purpose?: string
  /** Id of an open ticket; for the purpose SUPPORT. */
  readonly ticket?: string
}

/** What the graph showed. */
export interface Revealed {
  readonly value: unknown
  /** What is still not simply shown: the reason did not unlock it. */
  readonly mark: Mark | undefined
}

const askedField = ({ fields }: Resource, name: string): string => {
  const field = fields.find(one => one.name === name && one.kind === 'VALUE')
  if (field === undefined) throw failure('Records of this list have no such field that can be revealed to you.', { code: 'VALIDATION_FAILED', field: name })
  return field.name
}

const ROOT_ARGUMENTS = 'reason: $reason, purpose: $purpose, ticket: $ticket'

/** Asks for the raw value of one field of one record. The answer is for the screen: it must not be kept. */
export const revealField = async (
  ask: Ask, { resource, id, field }: { readonly resource: Resource, readonly id: Identifier, readonly field: string }, { reason, purpose, ticket }: RevealReason,
): Promise<Revealed> => {
  const name = askedField(resource, field)
  const selected = `{ id ${name} @reveal(${ROOT_ARGUMENTS}) }`
  const [variable, root, path] = resource.one === undefined
    ? [`$filter: ${resource.filterType}`, `${resource.name}(first: 1, filter: $filter) { nodes ${selected} }`, `${resource.name}.nodes`] as const
    : ['$id: ID!', `${resource.one}(id: $id) ${selected}`, resource.one] as const
  const answer = await ask({
    query: `query Reveal(${variable}, $reason: String!, $purpose: Purpose, $ticket: ID) { ${root} }`,
    variables: { ...resource.one === undefined ? { filter: { id: { eq: String(id) } } } : { id: String(id) }, reason, purpose: purpose ?? null, ticket: ticket ?? null },
  })
  const found: unknown = resource.one === undefined ? [rowOf(rootOf(answer, resource.name)).nodes].flat()[0] : rootOf(answer, resource.one)
  if (found === null || found === undefined) throw failure('There is no such thing, or it is not visible to you; check the id.', { code: 'NOT_FOUND' })
  const record = withMarks(rowOf(found), withheldAt(answer.extensions, path))
  return { value: record[name], mark: markIn(record, name) }
}
