import type { Guard } from './guard.ts'
import { guardChanges } from './guard-changes.ts'
import { guardGrants } from './guard-grants.ts'
import { guardIndexes } from './guard-indexes.ts'
import { guardKeys } from './guard-keys.ts'
import { guardMachinery } from './guard-machinery.ts'
import { guardRowSecurity } from './guard-row-security.ts'
import { guardValues } from './guard-values.ts'
import type { GuardedTable } from './guarded-table.ts'

const GUARDS = [guardValues, guardMachinery, guardIndexes, guardRowSecurity, guardChanges, guardGrants, guardKeys]

/** Everything that stands around a table besides Prisma's DDL and the rules of its own module. */
export function guardsOf(table: GuardedTable): readonly Guard[] {
  return GUARDS.flatMap(guards => guards(table))
}
