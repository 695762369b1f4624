import { bind } from '../read/bind.ts'
import type { Catalog, Table } from '../read/catalog.ts'
import { newStatement } from '../read/statement.ts'
import { visible } from '../read/visible.ts'
import type { Locking } from './locking.ts'

/**
 * Locks the organizations in which the rows stand, before the rows themselves: whoever changes rights in one waits here and holds nothing else.
 * A row that the caller does not see has none, by the same statement.
 */
export async function lockOrganizations({ catalog, viewer, statements }: Pick<Locking, 'catalog' | 'viewer' | 'statements'>, named: readonly { readonly table: Table; readonly id: string }[]): Promise<void> {
  const home = organizationTable(catalog)
  const ids = new Set<string>()
  for (const { table, id } of named) {
    const { organization } = table.entity
    if (organization === undefined || organization.path.length > 0) continue
    const statement = newStatement()
    const alias = statement.alias('t')
    const seen = visible({ catalog, rights: viewer.rights, statement }, table, alias)
    const key = statement.parameter({ kind: 'INPUT', slot: 0, as: 'VALUE' }, 'uuid')
    const { text, parameters } = statement.finish(`select ${alias}.${organization.column} as org_id from ${table.name} ${alias} where ${seen} and ${alias}.id = ${key}`)
    const { rows: [found] } = await statements.query({ text, values: bind(parameters, { viewer, inputs: [id] }) })
    if (typeof found?.org_id === 'string') ids.add(found.org_id)
  }
  for (const id of [...ids].toSorted()) {
    await statements.query({ text: `select 1 from ${home.name} where brand_id = $1 and id = $2 for no key update`, values: [viewer.brandId, id] })
  }
}

/** The table whose rows are the organizations. */
function organizationTable({ tables, module }: Catalog): Table {
  const home = [...tables.values()].find(({ entity: { organization } }) => organization?.path.length === 0 && organization.column === 'id')
  if (home === undefined) throw new Error(`A command of ${module} waits for an organization, and the module has none.`)
  return home
}
