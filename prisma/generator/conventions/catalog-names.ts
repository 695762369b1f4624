import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'

/** A name of the semantic catalog means one entity. */
export const catalogNames: Convention = (world, report) => {
  const owners = new Map<string, string>()
  for (const { type, catalog } of allEntities(world)) {
    if (catalog === undefined) continue
    const other = owners.get(catalog.name)
    if (other !== undefined) report('CATALOG_NAME_TAKEN', type, `@catalog(${catalog.name}) already stands on ${other}.`)
    owners.set(catalog.name, other ?? type)
  }
}
