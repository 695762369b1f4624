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
  /** In their order. */
  readonly columns: readonly CatalogColumn[]
  /** Columns of the primary key. */
  readonly key: readonly string[]
}

export interface CatalogColumn {
  readonly name: string
  readonly type: string
  /** By the database, so that nobody writes it. */
  readonly computed: boolean
  /** What the role of the module may do with it. */
  readonly readable: boolean
  readonly updatable: boolean
}

const TABLES = `
select n.nspname as schema, n.nspname || '.' || c.relname as name, r.rolname as role, c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
  json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'computed', a.attgenerated <> '' or a.attidentity <> '',
    'readable', r.oid is not null and has_column_privilege(r.oid, c.oid, a.attnum, 'select'),
    'updatable', r.oid is not null and has_column_privilege(r.oid, c.oid, a.attnum, 'update')) order by a.attnum) as columns,
  (select json_agg(k.attname order by array_position(i.indkey::int2[], k.attnum))
    from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_roles r on r.rolname = 'vg_' || n.nspname
where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
group by n.nspname, c.oid, r.rolname, r.oid
order by 1, 2`

type Row = Omit<CatalogTable, 'role' | 'key'> & { readonly role: string | null; readonly key: readonly string[] | null }

/** Every table of every schema that is ours. */
export async function readCatalogTables(client: pg.ClientBase): Promise<readonly CatalogTable[]> {
  const { rows } = await client.query<Row>(TABLES)
  return rows.map(({ role, key, ...table }) => ({ ...table, ...(role !== null && { role }), key: key ?? [] }))
}
