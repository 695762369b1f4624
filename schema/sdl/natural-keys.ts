import type { Column, Entity, Index } from '../model.ts'
import { capitalized } from './camel-case.ts'

/** A root field that finds one row by a unique key: `planByPlanCode(planCode:)`. */
export interface NaturalKey {
  readonly field: string
  readonly arguments: readonly { readonly column: Column; readonly nullable: boolean }[]
}

/** One per full unique key of public columns without the id; keys over sensitive columns are written by hand, with their limits. */
export const naturalKeys = (entity: Entity): readonly NaturalKey[] => {
  const keys = entity.indexes.filter(isFullKey).flatMap(index => naturalKey(entity, index))
  return [...new Map(keys.map(key => [key.field, key])).values()]
}

const isFullKey = ({ unique, where }: Index): boolean => unique && where === undefined

const naturalKey = (entity: Entity, { columns: names }: Index): readonly NaturalKey[] => {
  const own = names.filter(name => name !== 'brand_id')
  const columns = own.flatMap(name => entity.columns.filter(column => column.name === name && isKeyColumn(column)))
  if (own.length === 0 || columns.length !== own.length || own.includes('id')) return []
  const findsNull = columns.length > 1 && entity.indexes.some(index => isFullKey(index) && index.nullsNotDistinct && index.columns.join() === names.join())
  return [{
    field: `${entity.singular}By${columns.map(column => capitalized(column.field)).join('And')}`,
    arguments: columns.map(column => ({ column, nullable: findsNull && column.nullable })),
  }]
}

/** JSON has no equality worth naming, and a value for brand-wide readers would tell the others whether it exists. */
const isKeyColumn = ({ internal, list, wire, label }: Column): boolean =>
  !internal && !list && wire !== 'JSON' && label.public && label.scope === undefined
