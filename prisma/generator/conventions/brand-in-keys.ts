import type { Entity, Index } from '../../../schema/model.ts'
import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'
import { hasId } from './has-id.ts'

const PRIMARY_KEY = 'brand_id,id'
/** The tenant catalog has brands as rows, and the DDL of `audit_log` is prescribed. */
const isExempt = ({ schema, kind, table }: Entity): boolean => schema === 'platform' || (kind === 'INFRASTRUCTURE' && table === 'audit_log')
/**
 * Unique keys always start with the tenant. A partial index that is not unique may start with a time: it finds what is due for all tenants
 * together. Searches through gin and gist go through key functions, which compare the tenant themselves.
 */
const mustStartWithBrand = ({ unique, method, where }: Index): boolean => unique || (method === 'btree' && where === undefined)

/**
 * The tenant is the first column of every key, so that a key cannot join two tenants and rows can be distributed by brand.
 * Domain tables have the key `(brand_id, id)`, because the cursor's tie-break and every foreign key rely on it.
 */
export const brandInKeys: Convention = (world, report) => {
  for (const entity of allEntities(world)) {
    const brand = entity.columns.find(({ name }) => name === 'brand_id')
    if (brand === undefined || brand.nullable) report('MISSING_BRAND', entity.type, 'every table has brand_id NOT NULL.')
    if (entity.exposed && !hasId(entity)) report('MISSING_ID', entity.type, 'a type of the graph has an id; a projection without one is @internal.')
    if (isExempt(entity)) continue
    const key = entity.indexes[0]?.columns.join()
    if (hasId(entity) && entity.kind !== 'INFRASTRUCTURE' && key !== PRIMARY_KEY) report('PRIMARY_KEY', entity.type, `the primary key is (brand_id, id), not (${key}).`)
    for (const index of entity.indexes) {
      if (mustStartWithBrand(index) && index.columns[0] !== 'brand_id') report('BRAND_NOT_FIRST', entity.type, `the ${index.unique ? 'unique key' : 'index'} on (${index.columns.join(', ')}) does not start with brand_id.`)
    }
  }
}
