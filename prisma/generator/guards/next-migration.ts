import { missingGuards, wantedFacts } from './compare-guards.ts'
import { finishTables } from './finish-tables.ts'
import type { GuardedTable } from './guarded-table.ts'
import { printGuards } from './print-guards.ts'
import { schemaRole } from './schema-role.ts'

export interface MigrationInput {
  /** From the migrated database to the model, as Prisma writes it. */
  readonly diff: string
  readonly tables: readonly GuardedTable[]
  /** Of the migrated database. */
  readonly facts: ReadonlySet<string>
}

const GRANT = /^(\S+) grant (\S+) (\S+) (\S+)$/
const NO_CHANGE = /^-- This is an empty migration\.$/m

/** A right that the model no longer gives: a column that became a credential was readable until now. */
function revokeSurplus(tables: readonly GuardedTable[], facts: ReadonlySet<string>): string {
  const wanted = wantedFacts(tables)
  return [...facts].filter(fact => !wanted.has(fact)).flatMap(fact => {
    const [, table, role, privilege, column] = GRANT.exec(fact) ?? []
    if (table === undefined) return []
    return [`REVOKE ${privilege}${column === '*' ? '' : ` (${column})`} ON ${table} FROM ${role};`]
  }).join('\n')
}

function addGuards({ tables, facts }: MigrationInput): string {
  const present = (table: string): boolean => facts.has(`${table} table`)
  const missing = missingGuards(tables, facts)
  return printGuards(missing.map(guard => present(guard.table) && guard.undo !== undefined ? { ...guard, sql: `${guard.undo}\n${guard.sql}` } : guard))
}

function addRoles({ tables, facts }: MigrationInput): string {
  const schemas = [...new Set(tables.map(({ entity }) => entity.schema))]
  return schemas.filter(schema => ![...facts].some(fact => fact.startsWith(`${schema}.`))).map(schemaRole).filter(sql => sql !== '').join('\n\n')
}

/**
 * What leads from the migrated database to the model: Prisma's DDL, the role of a new schema, and the guards that are missing or that the
 * model has changed. Undefined where there is nothing to do. Rules of the module itself are written below it by hand.
 */
export function nextMigration(input: MigrationInput): string | undefined {
  const ddl = NO_CHANGE.test(input.diff) ? '' : finishTables(input.diff, input.tables).trim()
  const parts = [ddl, addRoles(input), revokeSurplus(input.tables, input.facts), addGuards(input)].filter(part => part !== '')
  return parts.length === 0 ? undefined : `${parts.join('\n\n')}\n`
}
