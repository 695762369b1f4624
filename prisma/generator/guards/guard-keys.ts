import type { Guard } from './guard.ts'
import { fitName, roleOf } from './guard.ts'
import { grantGuard } from './guard-grants.ts'
import { openPolicy } from './guard-row-security.ts'
import type { GuardedTable } from './guarded-table.ts'
import { keyFunctionGuard } from './key-function.ts'

const OWNER = 'vg_keys'
const SIGN_IN = 'vg_identity_login'
const BRAND = "nullif(current_setting('app.brand_id', true), '')::uuid"

/** Array operators are not leakproof, so under row security no index serves them; the search runs here and the row scope after it. */
function searchFunction({ name, entity }: GuardedTable, column: string): Guard {
  return keyFunctionGuard({
    table: name, schema: entity.schema, name: fitName(`${entity.table}_${column}_keys`), parameters: 'terms text[]', types: 'text[]', returns: 'SETOF uuid',
    body: `SELECT id FROM ${name} WHERE brand_id = ${BRAND} AND ${column} && terms`, callers: [`vg_${entity.schema}`],
  })
}

/** Nobody may read a token's hash; who brings one learns the id and the status of its row. Several hashes: one a version of the key. */
function lookupFunction({ name, entity }: GuardedTable, column: string): Guard {
  return keyFunctionGuard({
    table: name, schema: entity.schema, name: fitName(`verify_${entity.table}`), parameters: 'brand uuid, hashes text[]', types: 'uuid, text[]',
    returns: 'TABLE (id uuid, status text)',
    body: `SELECT t.id, t.status FROM ${name} t WHERE t.brand_id = brand AND t.${column} = ANY (hashes)`, callers: [SIGN_IN, `vg_${entity.schema}`],
  })
}

const searchedColumns = ({ entity }: GuardedTable): readonly string[] => entity.indexes
  .filter(({ method }) => method === 'gin').flatMap(({ columns }) => columns)
  .filter(name => entity.columns.some(column => column.name === name && column.list))

function lookedUpColumns({ entity }: GuardedTable): readonly string[] {
  const credentials = entity.columns.filter(({ label }) => !label.public && label.category === 'CREDENTIAL').map(({ name }) => name)
  return credentials.filter(name => entity.indexes.some(({ unique, columns }) => unique && columns.join() === `brand_id,${name}`))
}

/** Functions and rights of vg_keys on one table: searches over arrays, and the verification of credentials. */
export function guardKeys(table: GuardedTable): readonly Guard[] {
  const { name, entity, notes } = table
  if (roleOf(entity.schema) === undefined) return []
  const searched = searchedColumns(table)
  const lookedUp = lookedUpColumns(table)
  if (searched.length + lookedUp.length + notes.keys.length === 0) return []
  const columns = [...new Set(['brand_id', 'id', ...searched, ...lookedUp, ...(lookedUp.length > 0 ? ['status'] : []), ...notes.keys])]
  return [
    openPolicy(name, 'keys', OWNER, 'SELECT'),
    grantGuard(name, { role: OWNER, privilege: 'SELECT', columns }),
    ...searched.map(column => searchFunction(table, column)),
    ...lookedUp.map(column => lookupFunction(table, column)),
  ]
}
