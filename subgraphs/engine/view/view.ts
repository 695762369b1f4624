import type { Principal } from '../../../schema/policy/principal.ts'

/** Values of a row by field name, as the caller sees them. */
export type Row = Readonly<Record<string, unknown>>

/** Rows of a list, in the words of the API: a filter as clients write it, and an order by field names. */
export interface Rows {
  readonly filter?: Readonly<Record<string, unknown>>
  readonly orderBy?: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
  /** `first`, `after`, `last`, `before` of the field. */
  readonly page?: Readonly<Record<string, unknown>>
}

/** Rows whose field `by` names a parent. */
export interface Children extends Rows {
  readonly by: string
}

/** A page of rows by field names, for a connection that is written by hand. */
export interface RowPage {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: Row
  /** Only where asked for. */
  readonly totalCount?: number
}

/**
 * The data as the caller sees it, for one field written by hand.
 * It shows and compares the coordinates that the field's label names in `reads:` and nothing else; ids are always among them.
 * Reads of one field over many objects are one statement.
 */
export interface View {
  /** Moment of the request, in milliseconds since 1970. */
  readonly now: number
  readonly principal: Principal
  /** Columns of a row. Null: missing or invisible. */
  row(type: string, id: string): Promise<Row | null>
  /** Columns of the first of a parent's rows. */
  childRow(type: string, parent: string, rows: Children): Promise<Row | null>
  /** A page of a parent's rows. */
  childPage(type: string, parent: string, rows: Children & { readonly hasTotal: boolean }): Promise<RowPage | null>
  /** An entity, with what the client selects of it; null for no id. */
  entity(type: string, id: string | null | undefined): Promise<unknown>
  /** The first of a parent's rows, with what the client selects of it. */
  firstChild(type: string, parent: string, rows: Children): Promise<unknown>
  /** The first row of a list, with what the client selects of it. */
  first(type: string, rows: Rows): Promise<unknown>
  /** A connection, with what the client selects of it. */
  list(type: string, rows: Rows): Promise<unknown>
}
