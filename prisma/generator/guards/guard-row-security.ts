import type { Guard } from './guard.ts'
import type { GuardedTable } from './guarded-table.ts'

const SETTING = "nullif(current_setting('app.brand_id', true), '')"
/** As pg_policies prints the two predicates. */
const PRINTED = {
  uuid: "( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS \"nullif\")",
  text: "( SELECT NULLIF(current_setting('app.brand_id'::text, true), ''::text) AS \"nullif\")",
} as const

/** The tenant catalog is looked up by host before a brand is known, by a function of its owner, whom FORCE would bind too. */
const isForced = ({ name }: GuardedTable): boolean => name !== 'platform.brands'

function brandColumn({ name, entity }: GuardedTable): { readonly column: string; readonly type: keyof typeof PRINTED } {
  if (name === 'platform.brands') return { column: 'id', type: 'uuid' }
  return { column: 'brand_id', type: entity.columns.some(column => column.name === 'brand_id' && column.pgType === 'text') ? 'text' : 'uuid' }
}

/** A role that works for all brands sees every row of this table. Only relay and key owner get one. */
export function openPolicy(table: string, policy: string, role: string, command: 'ALL' | 'SELECT'): Guard {
  const check = command === 'ALL' ? { sql: ' WITH CHECK (true)', fact: 'true' } : { sql: '', fact: '-' }
  return {
    table,
    sql: `CREATE POLICY ${policy} ON ${table} FOR ${command} TO ${role} USING (true)${check.sql};`,
    facts: [`${table} policy ${policy} ${command} {${role}} using true check ${check.fact}`],
  }
}

/**
 * Rows of another brand do not exist: neither to read nor to write, and none at all where no brand is set. The setting stands in a
 * sub-select, so that it is read once a statement and not once a row.
 */
export function guardRowSecurity(table: GuardedTable): readonly Guard[] {
  const { name } = table
  const { column, type } = brandColumn(table)
  const value = type === 'uuid' ? `(select ${SETTING}::uuid)` : `(select ${SETTING})`
  const printed = `(${column} = ${PRINTED[type]})`
  const force = isForced(table) ? [`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;`] : []
  return [{
    table: name,
    sql: [
      `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;`, ...force,
      `CREATE POLICY brand_isolation ON ${name} USING (${column} = ${value}) WITH CHECK (${column} = ${value});`,
    ].join('\n'),
    facts: [
      `${name} rls enabled`, ...(isForced(table) ? [`${name} rls forced`] : []),
      `${name} policy brand_isolation ALL {public} using ${printed} check ${printed}`,
    ],
  }]
}
