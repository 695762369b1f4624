import type { GuardedTable } from './guarded-table.ts'

const CREATE_TABLE = /CREATE TABLE "(\w+)"\."(\w+)" \(\n([\s\S]*?)\n\);/g
const COLUMN = /^(\s+)"(\w+)" (.*?)(,?)$/

function finishColumn(line: string, table: GuardedTable | undefined): string {
  const [, indent, name, definition, comma] = COLUMN.exec(line) ?? []
  if (name === undefined || definition === undefined) return line
  const generated = table?.notes.generated.get(name)
  const finished = generated !== undefined ? `${definition} GENERATED ALWAYS AS (${generated}) STORED`
    : table?.notes.identity.includes(name) === true ? 'BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY'
      // Prisma's lists are never null, and neither are the columns then
      : definition.includes('[]') && !definition.includes('NOT NULL') ? definition.replace(/^(\w+(?:\(\d+\))?\[\])/, '$1 NOT NULL') : definition
  return `${indent ?? ''}"${name}" ${finished}${comma ?? ''}`
}

function finishNulls(sql: string, { entity, notes }: GuardedTable): string {
  const equal = notes.indexes.filter(({ nullsNotDistinct, where }) => nullsNotDistinct && where === undefined)
  return equal.reduce((text, { terms }) => {
    const columns = terms.map(term => `"${term}"`).join(', ')
    const head = `ON "${entity.schema}"."${entity.table}"(${columns});`
    return text.replace(head, `${head.slice(0, -1)} NULLS NOT DISTINCT;`)
  }, sql)
}

/** Adds to Prisma's DDL what Prisma cannot say of a column or a key and `prisma migrate diff` does not see: computed, numbered, never null. */
export function finishTables(sql: string, tables: readonly GuardedTable[]): string {
  const byName = new Map(tables.map(table => [table.name, table]))
  const columns = sql.replace(CREATE_TABLE, (_, schema: string, name: string, body: string) => {
    const table = byName.get(`${schema}.${name}`)
    return `CREATE TABLE "${schema}"."${name}" (\n${body.split('\n').map(line => finishColumn(line, table)).join('\n')}\n);`
  })
  return tables.reduce(finishNulls, columns)
}
