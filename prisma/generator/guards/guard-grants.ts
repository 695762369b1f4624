import type { Entity } from '../../../schema/model.ts'
import type { Guard } from './guard.ts'
import { roleOf } from './guard.ts'
import type { GuardedTable } from './guarded-table.ts'

type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'

/** `columns` absent: the whole table, present and future columns alike. */
interface Grant {
  readonly role: string
  readonly privilege: Privilege
  readonly columns?: readonly string[]
}

/** The right of one role on one table, or on columns of it. */
export function grantGuard(table: string, { role, privilege, columns }: Grant): Guard {
  const list = columns === undefined ? '' : ` (${columns.join(', ')})`
  return {
    table,
    sql: `GRANT ${privilege}${list} ON ${table} TO ${role};`,
    facts: (columns ?? ['*']).map(column => `${table} grant ${role} ${privilege} ${column}`),
  }
}

const isCredential = ({ label }: Entity['columns'][number]): boolean => !label.public && label.category === 'CREDENTIAL'

/** Credentials are declared but unreadable: where a table has one, reading is granted column by column. */
function readGrant(role: string, { columns }: Entity): Grant {
  return columns.some(isCredential)
    ? { role, privilege: 'SELECT', columns: columns.filter(column => !isCredential(column)).map(({ name }) => name) }
    : { role, privilege: 'SELECT' }
}

function writeGrants(role: string, { appendOnly, rewritable }: Entity): readonly Grant[] {
  if (!appendOnly) return [{ role, privilege: 'INSERT' }, { role, privilege: 'UPDATE' }, { role, privilege: 'DELETE' }]
  return [{ role, privilege: 'INSERT' }, ...(rewritable.length > 0 ? [{ role, privilege: 'UPDATE' as const, columns: rewritable }] : [])]
}

/** Purges and erasures in append-only tables; the trigger lets the archiver through only under the id of a purge. */
function archiverGrants(entity: Entity): readonly Grant[] {
  if (!entity.appendOnly) return []
  const role = 'vg_archiver'
  const update = entity.erasable.length > 0 ? [{ role, privilege: 'UPDATE' as const, columns: entity.erasable }] : []
  return [readGrant(role, entity), { role, privilege: 'DELETE' }, ...update]
}

/** A role reaches the tables of its own schema, never a credential, and changes nothing that is append-only. */
export function guardGrants({ name, entity }: GuardedTable): readonly Guard[] {
  const role = roleOf(entity.schema)
  const own = role === undefined ? [] : [readGrant(role, entity), ...writeGrants(role, entity)]
  return [...own, ...archiverGrants(entity)].map(grant => grantGuard(name, grant))
}
