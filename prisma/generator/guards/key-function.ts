import type { Guard } from './guard.ts'

/** A function that reads past row security and gives ids away, nothing else. */
export interface KeyFunction {
  readonly table: string
  readonly schema: string
  readonly name: string
  /** Parameters as in CREATE FUNCTION, and their types alone. */
  readonly parameters: string
  readonly types: string
  readonly returns: string
  readonly body: string
  readonly callers: readonly string[]
}

/**
 * Owned by vg_keys, who can log in nowhere and reads only the columns named in its grants. The right to create in the schema is lent for
 * the moment in which the owner changes; grants are given before, while the function is still ours.
 */
export function keyFunctionGuard({ table, schema, name, parameters, types, returns, body, callers }: KeyFunction): Guard {
  const signature = `${schema}.${name}(${types})`
  return {
    table,
    sql: [
      `CREATE FUNCTION ${schema}.${name}(${parameters}) RETURNS ${returns} LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$\n  ${body}\n$$;`,
      `REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;`,
      `GRANT EXECUTE ON FUNCTION ${signature} TO ${callers.join(', ')};`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${['vg_keys', ...callers].join(', ')};`,
      `GRANT CREATE ON SCHEMA ${schema} TO vg_keys;`,
      `ALTER FUNCTION ${signature} OWNER TO vg_keys;`,
      `REVOKE CREATE ON SCHEMA ${schema} FROM vg_keys;`,
    ].join('\n'),
    facts: [...['vg_keys', ...callers].map(role => `${schema} usage ${role}`), ...callers.map(caller => `${schema}.${name}(${parameters}) function of vg_keys, execute ${caller}`)],
  }
}
