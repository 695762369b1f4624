import type { Column } from '../../../schema/model.ts'
import type { Guard } from './guard.ts'
import { fitName, quote } from './guard.ts'
import type { GuardedTable } from './guarded-table.ts'

/** Beyond this a JSON number is no longer exact. */
const SAFE_INTEGER = '9007199254740991'
const JSON_BYTES = 262_144

interface Rule {
  readonly suffix: string
  readonly predicate: string
  /** Values of an enumeration, so that a changed list is seen as a changed guard. */
  readonly values?: readonly string[]
}

function enumRule({ name, enum: type }: Column, { enums }: GuardedTable): readonly Rule[] {
  const values = type === undefined ? undefined : enums.get(type)
  if (values === undefined) return []
  return [{ suffix: 'enum_ck', predicate: `${name} IN (${values.map(quote).join(', ')})`, values }]
}

function scalarRules({ name, pgType, wire, list }: Column, { entity, notes }: GuardedTable): readonly Rule[] {
  if (list) return [{ suffix: 'list_ck', predicate: `array_position(${name}, NULL) IS NULL` }]
  if (pgType === 'bigint' && entity.kind !== 'INFRASTRUCTURE') return [{ suffix: 'safe_ck', predicate: `${name} BETWEEN -${SAFE_INTEGER} AND ${SAFE_INTEGER}` }]
  if (pgType === 'jsonb') return [{ suffix: 'size_ck', predicate: `octet_length(${name}::text) <= ${notes.sizes.get(name) ?? JSON_BYTES}` }]
  if (wire === 'CurrencyCode') return [{ suffix: 'code_ck', predicate: `${name} ~ '^[A-Z]{3}$'` }]
  if (wire === 'CountryCode') return [{ suffix: 'code_ck', predicate: `${name} ~ '^[A-Z]{2}$'` }]
  if (name === 'row_version') return [{ suffix: 'ck', predicate: `${name} > 0` }]
  return []
}

function guardOf(table: GuardedTable, column: Column, { suffix, predicate, values }: Rule): Guard {
  const name = fitName(`${table.entity.table}_${column.name}_${suffix}`)
  return {
    table: table.name,
    sql: `ALTER TABLE ${table.name} ADD CONSTRAINT ${name} CHECK (${predicate});`,
    undo: `ALTER TABLE ${table.name} DROP CONSTRAINT IF EXISTS ${name};`,
    facts: [`${table.name} check ${name}${values ? ` ${values.join('|')}` : ''}`],
  }
}

/**
 * Enumerations are text, because only text can be an index condition under row security; the CHECK makes them enumerations.
 * Numbers fit JSON, codes look like codes, JSON stays small, lists hold no nulls.
 */
export function guardValues(table: GuardedTable): readonly Guard[] {
  // audit_log is prescribed to the letter
  if (table.entity.kind === 'INFRASTRUCTURE' && table.entity.table === 'audit_log') return []
  return table.entity.columns.flatMap(column =>
    [...enumRule(column, table), ...scalarRules(column, table)].map(rule => guardOf(table, column, rule)))
}
