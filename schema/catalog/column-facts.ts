import type { Column, Entity, EnumType } from '../model.ts'
import { exposedColumns } from '../sdl/exposed.ts'
import { isCredential } from '../sdl/filter-members.ts'
import { outputType } from '../sdl/object-type.ts'
import type { CatalogColumn } from './catalog-model.ts'

/** Every key of the model is the brand with the first key of the entity. */
const BRAND = 'brand_id'

const isKeyOf = ({ indexes, keys, columns }: Entity, { name }: Column): boolean => {
  const identity = columns.find(({ field }) => field === keys[0])?.name
  const isPrimary = (key: readonly string[]): boolean => key.length <= 2 && key.every(part => part === BRAND || part === identity) && identity !== undefined && key.includes(identity)
  const [primary] = indexes.filter(({ columns: key, unique, where }) => unique && where === undefined && isPrimary(key)).map(({ columns: key }) => key)
  return (primary ?? [identity]).includes(name)
}

/** What the catalog says of a column. */
export const columnFacts = (entity: Entity, column: Column, enums: readonly EnumType[]): CatalogColumn => {
  const { name, field, pgType, list, nullable, label, description } = column
  return {
    name, field, description,
    type: list ? `${pgType}[]` : pgType, graphqlType: outputType(column), isNullable: nullable,
    isKey: isKeyOf(entity, column), isIdentity: field === entity.keys[0],
    isReadable: !isCredential(column), isBrandOnly: label.public && label.scope !== undefined,
    sensitivity: label.public || label.level === 'PUBLIC' ? 'PUBLIC' : 'PII',
    categories: label.public ? [] : [{ category: label.category, level: label.level }],
    ...!label.public && { mask: label.mask },
    values: enums.find(one => one.name === column.enum)?.values ?? [],
  }
}

/** Columns of an entity that the graph has, in the order of the model. */
export const columnsOf = (entity: Entity, enums: readonly EnumType[]): readonly CatalogColumn[] =>
  exposedColumns(entity).map(column => columnFacts(entity, column, enums))
