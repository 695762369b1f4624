import type pg from 'pg'
import type { Entity } from '../../../schema/model.ts'
import { orderMembers } from '../../../schema/sdl/order-members.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import type { Person } from '../person.ts'

/** A list in one order, and what must come out of it. */
export interface Listing {
  readonly entity: Entity
  readonly name: string
  /** Rows that are asked for: at most as many as one filter may name. */
  readonly ids: readonly string[]
  readonly orderBy: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
  /** As SQL. */
  readonly order: string
  /** The first column of the order. */
  readonly column: string
}

const LISTED = 200

/** Every orderable column in both directions, alone and before a second one. */
export async function readListings(database: pg.Client, person: Person): Promise<readonly Listing[]> {
  const listings: Listing[] = []
  for (const entity of ENTITIES) {
    const { rows } = await database.query<{ id: string }>(`select id::text from ${tableOf(entity)} t where ${visibleSql(entity, person)} order by hashtext(id::text) limit ${LISTED}`)
    const ids = rows.map(({ id }) => id)
    if (ids.length < 2) continue
    for (const orderBy of ordersOf(entity)) listings.push({ entity, ids, orderBy: orderBy.map(({ field, direction }) => ({ field, direction })), name: nameOf(entity, orderBy), order: orderSql(orderBy), column: orderBy[0]?.column ?? 'id' })
  }
  return listings
}

interface Term {
  readonly field: string
  readonly column: string
  readonly direction: 'ASC' | 'DESC'
}

function ordersOf(entity: Entity): readonly (readonly Term[])[] {
  const members = orderMembers(entity)
  const terms = members.flatMap(({ value, column }) => (['ASC', 'DESC'] as const).map((direction): Term => ({ field: value, column: column.name, direction })))
  const second = (first: Term): readonly (readonly Term[])[] => {
    const other = terms.find(({ field, direction }) => field !== first.field && field !== 'ID' && direction !== first.direction)
    return other && first.field !== 'ID' ? [[first, other]] : []
  }
  return [[], ...terms.map((term) => [term]), ...terms.flatMap(second)]
}

const nameOf = ({ type }: Entity, orderBy: readonly Term[]): string => `${type} by ${orderBy.map(({ field, direction }) => `${field} ${direction}`).join(', ') || 'default'}`

function orderSql(orderBy: readonly Term[]): string {
  const last = orderBy.at(-1)?.direction ?? 'DESC'
  return [...orderBy.map(({ column, direction }) => `${column} ${direction} nulls ${direction === 'ASC' ? 'last' : 'first'}`), `id ${last}`].join(', ')
}

/** What must come out of a list. */
export interface Expectation {
  readonly ids: readonly string[]
  /** Rows without a value in the first column of the order, and rows that share their value with another. */
  readonly nulls: number
  readonly ties: number
}

/** The rows in order, as Postgres sorts them all at once. */
export async function expectationOf(database: pg.Client, { entity, ids, order, column }: Listing): Promise<Expectation> {
  const { rows } = await database.query<{ id: string; value: string | null }>(`select id::text, ${column}::text as value from ${tableOf(entity)} where id = any($1::uuid[]) order by ${order}`, [ids])
  const values = rows.flatMap(({ value }) => value ?? [])
  return { ids: rows.map(({ id }) => id), nulls: rows.length - values.length, ties: values.length - new Set(values).size }
}
