import type { Column, Entity } from '../model.ts'
import { exposedColumns } from './exposed.ts'
import { isCredential } from './filter-members.ts'

/** A member of `<Type>OrderField`. */
export interface OrderMember {
  /** UPPER_SNAKE name of the column. */
  readonly value: string
  readonly column: Column
}

/** What a list may be ordered by: the columns that an index serves. */
export const orderMembers = (entity: Entity): readonly OrderMember[] =>
  exposedColumns(entity)
    .filter(column => column.orderable && !column.list && !isCredential(column))
    .map(column => ({ value: column.name.toUpperCase(), column }))
