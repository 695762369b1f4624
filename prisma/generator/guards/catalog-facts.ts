/** What the reader needs of a connection. */
export interface Queryable {
  query(text: string, values: readonly unknown[]): Promise<{ readonly rows: readonly { readonly fact: string }[] }>
}

/** Each statement gives one column `fact`; $1 are the schemas. System roles and the owner of a thing need no right on it, so they are left out. */
const STATEMENTS: readonly string[] = [
  // tables, and whether their row security is on and binds the owner too
  `SELECT unnest(array_remove(ARRAY[
      format('%s.%s table', n.nspname, c.relname),
      CASE WHEN c.relrowsecurity THEN format('%s.%s rls enabled', n.nspname, c.relname) END,
      CASE WHEN c.relforcerowsecurity THEN format('%s.%s rls forced', n.nspname, c.relname) END], NULL)) AS fact
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
  `SELECT format('%s.%s policy %s %s %s using %s check %s', schemaname, tablename, policyname, cmd, roles, coalesce(qual, '-'), coalesce(with_check, '-')) AS fact
    FROM pg_policies WHERE schemaname = ANY ($1)`,
  // of an enumeration also its values, so that a changed list is a changed fact
  `SELECT format('%s.%s check %s%s', n.nspname, c.relname, k.conname, CASE WHEN k.conname LIKE '%enum_ck' THEN
      (SELECT ' ' || string_agg(m[1], '|' ORDER BY o) FROM regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') WITH ORDINALITY AS v (m, o)) END) AS fact
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1) AND k.contype = 'c'`,
  `SELECT format('%s.%s trigger %s', n.nspname, c.relname, pg_get_triggerdef(t.oid)) AS fact
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1) AND NOT t.tgisinternal AND t.tgenabled <> 'D'`,
  `SELECT format('%s.%s index %s', n.nspname, t.relname, i.relname) AS fact
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = ANY ($1) AND x.indisvalid`,
  `SELECT format('%s.%s grant %s %s *', n.nspname, c.relname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type) AS fact
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname = ANY ($1) AND a.grantee <> c.relowner`,
  `SELECT format('%s.%s grant %s %s %s', n.nspname, c.relname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type, t.attname) AS fact
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname = ANY ($1) AND a.grantee <> c.relowner`,
  `SELECT format('%s %s %s', n.nspname, lower(a.privilege_type), coalesce(r.rolname, 'PUBLIC')) AS fact
    FROM pg_namespace n, aclexplode(n.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname = ANY ($1) AND a.grantee <> n.nspowner`,
  // functions that run with another's rights, and every function that someone else may call
  `SELECT format('%s.%s(%s) function of %s, execute %s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
      CASE WHEN p.proowner = n.nspowner THEN 'the owner' ELSE o.rolname END, coalesce(r.rolname, 'PUBLIC')) AS fact
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles o ON o.oid = p.proowner,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname = ANY ($1) AND a.grantee <> p.proowner`,
  // a list that may be null would be an answer that the contract does not allow
  `SELECT format('%s.%s nullable list %s', n.nspname, c.relname, t.attname) AS fact
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND t.attnum > 0 AND NOT t.attisdropped AND t.attndims > 0 AND NOT t.attnotnull`,
]

/** Everything that protects the tables of these schemas, one line a fact, as Postgres itself has it. */
export async function readCatalogFacts(database: Queryable, schemas: readonly string[]): Promise<ReadonlySet<string>> {
  const facts = new Set<string>()
  for (const statement of STATEMENTS) {
    const { rows } = await database.query(statement, [schemas])
    for (const { fact } of rows) facts.add(fact)
  }
  return facts
}
