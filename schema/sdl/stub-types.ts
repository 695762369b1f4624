import type { Column, Entity, ModuleMetadata } from '../model.ts'
import { contributionsOf, type Contribution } from './contribution.ts'
import { cost, PAGED, WEIGHTS } from './costs.ts'
import { exposedEntities, exposedReferences } from './exposed.ts'
import { listArguments } from './list-arguments.ts'
import { member, type TypeBlock } from './type-block.ts'

/** Finds an entity by its type over all modules. */
export type EntityLookup = (type: string) => Entity

/**
 * Entities of other modules as this module knows them: a key, and the fields it gives to them.
 * A stub that only points is not resolvable here, so that no plan asks this subgraph for it.
 * `extended`: types that hand-written SDL of the module adds fields to.
 */
export const stubTypes = (module: ModuleMetadata, extended: readonly string[], entityOf: EntityLookup): readonly TypeBlock[] => {
  const contributions = contributionsOf(module)
  const keys = keysByType(module, [...contributions.map(({ type }) => type), ...extended])
  return [...keys].map(([type, names]) => {
    const given = contributions.filter(contribution => contribution.type === type)
    return stubType(entityOf(type), [...names].sort(), given, given.length > 0 || extended.includes(type))
  })
}

const keysByType = (module: ModuleMetadata, byId: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const keys = new Map<string, Set<string>>()
  const add = (type: string, key: string): void => { keys.set(type, (keys.get(type) ?? new Set()).add(key)) }
  for (const { target, by } of exposedEntities(module).flatMap(exposedReferences)) add(target.type, by)
  for (const type of byId) add(type, 'id')
  return keys
}

const stubType = (entity: Entity, keys: readonly string[], given: readonly Contribution[], resolvable: boolean): TypeBlock => ({
  keyword: 'type',
  name: entity.type,
  description: entity.description,
  directives: keys.map(key => `@key(fields: "${key}"${resolvable ? '' : ', resolvable: false'})`),
  members: [...keys.map(key => keyField(keyColumn(entity, key))), ...given.map(contributedField)],
})

const keyColumn = (entity: Entity, key: string): Column => {
  const column = entity.columns.find(({ field }) => field === key)
  if (column === undefined) throw new Error(`${entity.type} has no column for its key "${key}".`)
  return column
}

const keyField = (column: Column): string => member(column.description, `${column.field}: ${column.wire}!`)

/** Nullable, so that the entity survives while the subgraph of the field does not answer. */
const contributedField = ({ field, source, reference, single }: Contribution): string =>
  single
    ? member(`The ${source.type} whose \`${reference.idField}\` is this one.`, `${field}: ${source.type} ${cost(WEIGHTS.fetch)}`)
    : member(
        `${source.type} rows whose \`${reference.idField}\` is this one.`,
        `${field}${listArguments(source.type, 'NESTED')}: ${source.type}Connection ${cost(WEIGHTS.fetch + WEIGHTS.list)} ${PAGED}`,
      )
