import type { Column, Entity, Index } from '../model.ts'
import { capitalized } from './camel-case.ts'

/** A root field that finds one row by a unique key: `planByPlanCode(planCode:)`. */
export interface NaturalKey {
  readonly field: string
  readonly arguments: readonly { readonly column: Column; readonly nullable: boolean }[]
}

/** One per full unique key of public columns without the id; keys over sensitive columns are written by hand, with their limits. */
export const naturalKeys = (entity: Entity): readonly NaturalKey[] =>
  entity.indexes.filter(index => index.unique && index.where === undefined).flatMap(index => naturalKey(entity, index))

const naturalKey = (entity: Entity, index: Index): readonly NaturalKey[] => {
  const names = index.columns.filter(name => name !== 'brand_id')
  const columns = names.flatMap(name => entity.columns.filter(column => column.name === name && isKeyColumn(column)))
  if (names.length === 0 || columns.length !== names.length || names.includes('id')) return []
  const nullable = (column: Column): boolean => column.nullable && index.nullsNotDistinct && columns.length > 1
  return [{
    field: `${entity.singular}By${columns.map(column => capitalized(column.field)).join('And')}`,
    arguments: columns.map(column => ({ column, nullable: nullable(column) })),
  }]
}

const isKeyColumn = ({ internal, list, wire, label }: Column): boolean =>
  !internal && !list && wire !== 'JSON' && label.public && label.scope === undefined
