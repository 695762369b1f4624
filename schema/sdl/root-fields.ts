import type { Entity } from '../model.ts'
import { PAGED } from './costs.ts'
import { listArguments } from './list-arguments.ts'
import { naturalKeys, type NaturalKey } from './natural-keys.ts'
import { member } from './type-block.ts'

/**
 * Entry points of an entity: by id, as a list, by each natural key.
 * All are nullable, the list too: a field that fails must not take the other fields of the operation with it.
 */
export const rootFields = (entity: Entity): readonly string[] => [
  member(`The ${entity.type} with this id, if the caller may see it.`, `${entity.singular}(id: ID!): ${entity.type}`),
  member(
    `The ${entity.type} rows that the caller may see, newest first unless ordered; pages of 20, at most 100.`,
    `${entity.plural}${listArguments(entity.type, 'ROOT')}: ${entity.type}Connection ${PAGED}`,
  ),
  ...naturalKeys(entity).map(key => naturalKeyField(entity, key)),
]

const naturalKeyField = (entity: Entity, key: NaturalKey): string => {
  const args = key.arguments.map(({ column, nullable }) => `${column.field}: ${column.enum ?? column.wire}${nullable ? '' : '!'}`)
  return member(`The ${entity.type} with this unique key, if the caller may see it.`, `${key.field}(${args.join(', ')}): ${entity.type}`)
}
