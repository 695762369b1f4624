import type { BatchCell, BatchRow } from '../database/batch-insert.ts'
import { iso } from './clock.ts'

export type Cell = BatchCell
export type Row = BatchRow

/** One thing to do to one table: rows to insert, in this order, or columns to set on rows that exist. */
export interface Step {
  readonly table: string
  readonly rows: readonly Row[]
  /** Present: update the rows with the same brand_id and id instead of inserting. */
  readonly update?: true
}

export function insert(table: string, rows: readonly Row[]): Step {
  return { table, rows }
}

export function update(table: string, rows: readonly Row[]): Step {
  return { table, rows, update: true }
}

interface Birth {
  readonly brandId: string
  readonly id: string
  readonly createdAt: number
}

/** Common columns of append-only tables. */
export function born({ brandId, id, createdAt }: Birth): { brand_id: string; id: string; created_at: string } {
  return { brand_id: brandId, id, created_at: iso(createdAt) }
}

/** Common columns of mutable tables. */
export function kept(birth: Birth, updatedAt: number = birth.createdAt, version = 1) {
  return { ...born(birth), updated_at: iso(Math.max(updatedAt, birth.createdAt)), row_version: version }
}
