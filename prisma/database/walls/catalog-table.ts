import type pg from 'pg'

/** A table as Postgres itself has it, so that a new module is under test before anybody thinks of it. */
export interface CatalogTable {
  /** `schema.table`; all our names are plain, so it can stand in SQL. */
  readonly name: string
  readonly schema: string
  /** The login of its module; absent where nobody but the owner works with the table (platform). */
  readonly role?: string
  readonly rowSecurity: boolean
  /** Row security binds the owner as well. */
  readonly forced: boolean
  readonly brandColumn: { readonly name: string; readonly type: string }
  /** In their order, without those that the database computes. */
  readonly writable: readonly string[]
  /** All columns, in their order. */
  readonly columns: readonly string[]
}

interface Row {
  readonly schema: string
  readonly name: string
  readonly role: string | null
  readonly row_security: boolean
  readonly forced: boolean
  readonly columns: readonly { readonly name: string; readonly type: string; readonly computed: boolean }[]
}

const TABLES = `
select n.nspname as schema, n.nspname || '.' || c.relname as name, r.rolname as role, c.relrowsecurity as row_security, c.relforcerowsecurity as forced,
  json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'computed', a.attgenerated <> '' or a.attidentity <> '') order by a.attnum) as columns
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_roles r on r.rolname = 'vg_' || n.nspname
where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
group by n.nspname, c.oid, r.rolname
order by 1, 2`

/** Every table of every schema that is ours. */
export async function readCatalogTables(client: pg.ClientBase): Promise<readonly CatalogTable[]> {
  const { rows } = await client.query<Row>(TABLES)
  return rows.map(({ schema, name, role, row_security: rowSecurity, forced, columns }) => ({
    name, schema, rowSecurity, forced,
    ...(role !== null && { role }),
    brandColumn: brandColumnOf(name, columns),
    writable: columns.filter(({ computed }) => !computed).map((column) => column.name),
    columns: columns.map((column) => column.name),
  }))
}

/** A table without one cannot be tested for the wall, so it is no table of ours. */
function brandColumnOf(table: string, columns: Row['columns']): CatalogTable['brandColumn'] {
  const column = columns.find(({ name }) => name === 'brand_id')
  if (column === undefined) throw new Error(`${table} has no brand_id: whose rows are in it?`)
  return column
}
