import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/**
 * The columns of an audit row that its hash covers. Persons, address and reason stay outside: a merge or an erasure
 * changes them and must not break the chain.
 */
export interface ChainedFields {
  readonly actorId: string
  readonly actorType: string
  readonly brandId: string
  /** Decimal text of a bigint. */
  readonly chainSeq: string
  /** JSON text as Postgres prints it. */
  readonly details: string
  readonly entityId: string | null
  readonly entityType: string | null
  readonly eventType: string
  /** ISO-8601 UTC with milliseconds. */
  readonly occurredAt: string
  readonly orgId: string | null
  readonly outcome: string
  readonly sourceEventId: string
  readonly sourceModule: string
  readonly tier: string
  readonly workspaceId: string | null
}

/** What the first row of a chain follows. */
export const GENESIS = '0'.repeat(64)

/** Hash of a row: of the row before it and of the row's own canonical text, in which the details are a string. */
export function entryHash(previous: string, row: ChainedFields): string {
  return createHash('sha256').update(`${previous}\n${canonicalText(row)}`).digest('hex')
}

/** Keys in their order; the number is written as it is, so that it keeps all its digits. */
function canonicalText(row: ChainedFields): string {
  const texts = { ...row, details: canonicalJson(row.details) }
  const members = FIELDS.map((field) => `"${field}":${field === 'chainSeq' ? row.chainSeq : JSON.stringify(texts[field])}`)
  return `{${members.join(',')}}`
}

const FIELDS = [
  'actorId', 'actorType', 'brandId', 'chainSeq', 'details', 'entityId', 'entityType', 'eventType', 'occurredAt', 'orgId', 'outcome', 'sourceEventId',
  'sourceModule', 'tier', 'workspaceId',
] as const
