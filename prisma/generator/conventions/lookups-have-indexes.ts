import type { Entity, Index } from '../../../schema/model.ts'
import type { Report } from '../problem.ts'
import type { Convention } from './convention.ts'

const begins = (index: Index, column: string): boolean => index.method === 'btree' && index.columns[0] === 'brand_id' && index.columns[1] === column

/** A partial index does not hold every row, so it serves a list of the parent's children only by luck. */
const servesList = (entity: Entity | undefined, column: string): boolean => entity?.indexes.some(index => begins(index, column) && index.where === undefined) === true

const servesScope = (entity: Entity | undefined, column: string): boolean => entity?.indexes.some(index => begins(index, column)) === true

function checkLists(entity: Entity, entityNamed: (type: string) => Entity | undefined, report: Report): void {
  for (const { field, target, many, exposed, to } of entity.relations) {
    if (many && exposed && !servesList(entityNamed(target), to)) report('LIST_WITHOUT_INDEX', `${entity.type}.${field}`, `reads ${target} by ${to}; give it an index (brand_id, ${to}, id) or one that begins so.`)
  }
  for (const { reverse, column, target, idField } of entity.references) {
    if (reverse !== undefined && !servesList(entity, column)) report('LIST_WITHOUT_INDEX', `${entity.type}.${idField}`, `${target.type}.${reverse} reads it by ${column}; give it an index (brand_id, ${column}, id) or one that begins so.`)
  }
}

function endOf(entity: Entity, path: readonly string[], entityNamed: (type: string) => Entity | undefined): Entity | undefined {
  return path.reduce<Entity | undefined>((end, step) => {
    const target = end?.relations.find(({ field }) => field === step)?.target
    return target === undefined ? undefined : entityNamed(target)
  }, entity)
}

function checkScopes(entity: Entity, entityNamed: (type: string) => Entity | undefined, report: Report): void {
  for (const { kind, path, column } of entity.scopes) {
    if (column === undefined) continue
    const end = endOf(entity, path, entityNamed)
    const served = path.length === 0 ? servesList(entity, column) : servesScope(end, column)
    if (!served) report('SCOPE_WITHOUT_INDEX', entity.type, `is read by ${kind} through ${end?.type}.${column}, which has no index (brand_id, ${column}, id) or one that begins so.`)
  }
}

/** Whatever a list or a row scope looks up by has an index that begins with the tenant and that column. */
export const lookupsHaveIndexes: Convention = ({ modules }, report) => {
  for (const { entities } of modules) {
    const entityNamed = (type: string): Entity | undefined => entities.find(entity => entity.type === type)
    for (const entity of entities.filter(({ exposed }) => exposed)) {
      checkLists(entity, entityNamed, report)
      checkScopes(entity, entityNamed, report)
    }
  }
}
