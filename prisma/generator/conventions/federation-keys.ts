import type { Entity } from '../../../schema/model.ts'
import type { Report } from '../problem.ts'
import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'

function checkOwnKeys(entity: Entity, report: Report): void {
  for (const key of entity.keys) {
    const column = entity.columns.find(({ field }) => field === key)
    const at = `${entity.type}.${key}`
    if (column?.label.public !== true || column.internal || column.nullable) report('KEY_NOT_PUBLIC', at, 'a key travels between modules: it is public, visible and never null.')
    const unique = entity.indexes.some(index => index.unique && index.where === undefined && index.columns.join() === `brand_id,${column?.name}`)
    if (!unique) report('KEY_NOT_UNIQUE', at, 'needs a unique key (brand_id, it).')
  }
}

function checkReferences(entity: Entity, entities: readonly Entity[], report: Report): void {
  for (const { target, by, column, idField, exposed } of entity.references) {
    const other = entities.find(({ schema, table }) => schema === target.module && table === target.table)
    const key = other?.columns.find(({ field }) => field === by)
    const own = entity.columns.find(({ name }) => name === column)
    const at = `${entity.type}.${idField}`
    if (exposed && other?.keys.includes(by) !== true) report('REFERENCE_KEY', at, `${target.type} has no @key(${by}).`)
    else if (exposed && key?.pgType !== own?.pgType) report('REFERENCE_KEY', at, `is ${own?.pgType}, but ${target.type}.${by} is ${key?.pgType}.`)
    if (exposed && own?.list === true) report('REFERENCE_KEY', at, 'a list of ids has no reference field; make a table of it, or leave @ref out.')
    if (exposed && own?.label.public === false) report('KEY_NOT_PUBLIC', at, 'the id of a reference travels between modules: it is public.')
  }
}

/** Ids and other keys by which modules find each other's rows. */
export const federationKeys: Convention = (world, report) => {
  const entities = allEntities(world)
  for (const entity of entities.filter(({ exposed }) => exposed)) {
    checkOwnKeys(entity, report)
    checkReferences(entity, entities, report)
  }
}
