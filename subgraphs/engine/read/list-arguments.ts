import { createHash } from 'node:crypto'
import { ReadError } from './read-error.ts'
import type { Catalog, Table } from './catalog.ts'
import { readFilter, type FilterNode } from './filter-arguments.ts'
import type { ReadLimits } from './limits.ts'
import { orderKey, readOrder, type OrderTerm } from './order-arguments.ts'

/** Arguments of a list, after coercion by the schema. */
export type Arguments = Readonly<Record<string, unknown>>

/** What the text of a list depends on, with slots where values go. Two lists with the same `key` have the same text. */
export interface ListShape {
  readonly key: string
  readonly filter?: FilterNode
  /** Ends with the id. */
  readonly order: readonly OrderTerm[]
  readonly backward: boolean
  /** Slot of the page size. */
  readonly size: number
  readonly offset?: number
  /** Slots of the cursor's values, term by term; null where the value itself is null. */
  readonly position?: readonly (number | null)[]
}

/** How cursors of this list are bound to it: everything but the caller. */
export interface ListRead {
  readonly shape: ListShape
  /** Digest of type, order and filter values. */
  readonly identity: () => string
}

export interface ListReader {
  readonly catalog: Catalog
  readonly limits: ReadLimits
  /** Values of the request so far; reading appends. */
  readonly inputs: unknown[]
  /** Opens a cursor of this list; BAD_CURSOR for any other. */
  openCursor(identity: string, text: string): readonly unknown[]
}

/** `fixedOrder`: the order of a list that does not let the client choose. */
export function readList(reader: ListReader, table: Table, args: Arguments, fixedOrder?: readonly OrderTerm[]): ListRead {
  const { inputs, limits } = reader
  const from = inputs.length
  const filter = readFilter(reader, table, args.filter)
  const values = inputs.slice(from)
  const order = fixedOrder ?? readOrder(table, args.orderBy, limits)
  let known: string | undefined
  const identity = (): string => known ??= digest([table.entity.type, orderKey(order), filter?.key ?? '', values])
  const page = readPage(args, limits)
  const size = inputs.push(page.size) - 1
  const offset = page.offset === undefined ? undefined : inputs.push(page.offset) - 1
  const position = page.cursor === undefined ? undefined : readPosition(reader, order, reader.openCursor(identity(), page.cursor))
  const key = [
    filter?.key ?? '', orderKey(order), page.backward ? 'back' : '', offset === undefined ? '' : 'offset',
    position?.map((slot) => slot === null ? 'n' : 'v').join('') ?? '',
  ].join('|')
  return { shape: { key, filter: filter?.node, order, backward: page.backward, size, offset, position }, identity }
}

interface Page {
  readonly size: number
  readonly backward: boolean
  readonly offset?: number
  readonly cursor?: string
}

function readPage({ first, last, after, before, offset }: Arguments, limits: ReadLimits): Page {
  const backward = isGiven(last) || isGiven(before)
  const conflicts = backward ? [first, after, offset] : isGiven(after) ? [offset] : []
  if (conflicts.some(isGiven)) throw new ReadError('VALIDATION_FAILED')
  const cursor = backward ? before : after
  if (isGiven(cursor) && typeof cursor !== 'string') throw new ReadError('BAD_CURSOR')
  return {
    size: readSize(backward ? last : first, limits),
    backward,
    offset: readOffset(offset, limits),
    cursor: typeof cursor === 'string' ? cursor : undefined,
  }
}

function readSize(size: unknown, { defaultPage, largestPage }: ReadLimits): number {
  if (!isGiven(size)) return Math.min(defaultPage, largestPage)
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1) throw new ReadError('VALIDATION_FAILED', { limit: largestPage })
  if (size > largestPage) throw new ReadError('PAGE_TOO_LARGE', { limit: largestPage })
  return size
}

function readOffset(offset: unknown, { largestOffset }: ReadLimits): number | undefined {
  if (!isGiven(offset)) return undefined
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0) throw new ReadError('VALIDATION_FAILED')
  if (offset > largestOffset) throw new ReadError('OFFSET_TOO_LARGE', { limit: largestOffset })
  return offset
}

function readPosition({ inputs }: ListReader, order: readonly OrderTerm[], values: readonly unknown[]): readonly (number | null)[] {
  if (values.length !== order.length) throw new ReadError('BAD_CURSOR')
  return values.map((value) => value === null ? null : inputs.push(value) - 1)
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64')
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

