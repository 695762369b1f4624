import { createHash } from 'node:crypto'
import type { Cell } from '../rows.ts'

/** The columns of an audit row that its hash covers; person columns, address and reason stay outside, so that an erasure breaks nothing. */
export interface ChainedFields {
  readonly actorId: string
  readonly actorType: string
  readonly brandId: string
  readonly chainSeq: number
  readonly details: Cell
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

function isRecord(value: Cell): value is { readonly [key: string]: Cell } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON with sorted keys and no whitespace: equal values have equal text. */
export function canonicalJson(value: Cell): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value)
  const parts = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
  return `{${parts.join(',')}}`
}

/** Hash of an audit row: of the row before it and of its own canonical text, in which the details are a string. */
export function entryHash(previous: string, fields: ChainedFields): string {
  const text = canonicalJson({ ...fields, details: canonicalJson(fields.details) })
  return createHash('sha256').update(`${previous}\n${text}`).digest('hex')
}
