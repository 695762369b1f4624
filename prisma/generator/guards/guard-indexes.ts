import type { Guard } from './guard.ts'
import { fitName } from './guard.ts'
import type { GuardedTable } from './guarded-table.ts'
import type { NotedIndex } from './sql-notes.ts'

/** `_p`: the index is partial or over an expression, so Prisma does not know it. */
function nameOf(table: string, { terms, unique }: NotedIndex): string {
  const words = terms.map(term => term.replace(/\W+/g, '_').replace(/^_|_$/g, ''))
  return fitName(`${table}_${words.join('_')}_${unique ? 'key' : 'idx'}_p`)
}

/** Prisma writes the plain ones itself; `finishTables` adds to those what is only a word. */
const isForeign = ({ where, terms }: NotedIndex): boolean => where !== undefined || terms.some(term => term.includes('('))

/** Two indexes over the same columns with different predicates would get one name. */
function withNumbers(names: readonly string[]): readonly string[] {
  return names.map((name, at) => {
    const earlier = names.slice(0, at).filter(other => other === name).length
    return earlier === 0 ? name : fitName(`${name}${earlier + 1}`)
  })
}

/** Indexes that stand as `@sql(unique: …)` or `@sql(index: …)` in the model. */
export function guardIndexes({ name, entity, notes }: GuardedTable): readonly Guard[] {
  const foreign = notes.indexes.filter(isForeign)
  const names = withNumbers(foreign.map(index => nameOf(entity.table, index)))
  return foreign.map((index, at) => {
    const { unique, terms, nullsNotDistinct, where } = index
    const nulls = nullsNotDistinct ? ' NULLS NOT DISTINCT' : ''
    return {
      table: name,
      sql: `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${names[at]} ON ${name} (${terms.join(', ')})${nulls}${where === undefined ? '' : ` WHERE ${where}`};`,
      facts: [`${name} index ${names[at]}`],
    }
  })
}
