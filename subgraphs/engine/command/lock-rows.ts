import type { SealedTables } from '../../../prisma/database/sealed-tables.ts'
import type { Entity } from '../../../schema/model.ts'
import { bind } from '../read/bind.ts'
import { tableNamed, type Table } from '../read/catalog.ts'
import type { Perspective } from '../read/scope.ts'
import { newStatement } from '../read/statement.ts'
import { visible } from '../read/visible.ts'
import { allowedSql } from './allowed-sql.ts'
import { CommandError } from './command-error.ts'
import type { Command } from './define-command.ts'
import { lockOrganizations } from './lock-organizations.ts'
import type { Locking } from './locking.ts'
import type { GivenInput } from './read-input.ts'

/** A row that an input id names. */
export interface LockedRow {
  readonly type: string
  readonly row: Readonly<Record<string, unknown>>
  /** The permission of the command is held where the row stands. */
  readonly isAllowed: boolean
}

interface Named {
  readonly name: string
  readonly table: Table
  readonly id: string
  readonly isShared: boolean
}

/**
 * Locks the rows that an input names, as the caller sees them, in the order of table and id, so that two commands never wait for each other.
 * A row that is hidden and one that is missing fail by the same statement and in the same way, whichever member names them.
 */
export async function lockRows(locking: Locking, command: Command, input: GivenInput): Promise<ReadonlyMap<string, LockedRow>> {
  const named = Object.entries(command.input).flatMap(([name, { row, isShared = false }]): readonly Named[] => {
    const id = input[name]
    return row === undefined || typeof id !== 'string' ? [] : [{ name, table: tableNamed(locking.catalog, row), id, isShared }]
  }).toSorted(byTableAndId)
  if (command.onePerOrganization === true) await lockOrganizations(locking, named)
  const locked = new Map<string, LockedRow>()
  const missing: string[] = []
  for (const row of named) {
    const found = await lockRow(locking, command, row)
    if (found) locked.set(row.name, found)
    else missing.push(row.name)
  }
  const [first] = Object.keys(command.input).filter((name) => missing.includes(name))
  if (first !== undefined) throw new CommandError('NOT_FOUND', first)
  return locked
}

/** One more row as the caller sees it, locked; undefined for one that is hidden or missing. */
export function lockOne(locking: Locking, command: Command, { type, id }: { readonly type: string; readonly id: string }): Promise<LockedRow | undefined> {
  return lockRow(locking, command, { table: tableNamed(locking.catalog, type), id, isShared: false })
}

async function lockRow(locking: Locking, command: Command, { table, id, isShared }: Omit<Named, 'name'>): Promise<LockedRow | undefined> {
  const { catalog, viewer, statements, tables } = locking
  const statement = newStatement()
  const perspective: Perspective = { catalog, rights: viewer.rights, statement }
  const alias = statement.alias('t')
  const allowed = allowedSql(perspective, locking.principal, { command, table, alias })
  const seen = visible(perspective, table, alias)
  const key = statement.parameter({ kind: 'INPUT', slot: 0, as: 'VALUE' }, 'uuid')
  // nobody changes a row of an append-only table, so there is nothing to wait for
  const lock = table.entity.appendOnly ? '' : ` for ${isShared ? 'share' : 'update'} of ${alias}`
  const { text, parameters } = statement.finish(`select ${allowed} as allowed from ${table.name} ${alias} where ${seen} and ${alias}.id = ${key}${lock}`)
  const { rows: [found] } = await statements.query({ text, values: bind(parameters, { viewer, inputs: [id] }) })
  if (found === undefined) return undefined
  return { type: table.entity.type, row: await readRow(tables, table.entity, id), isAllowed: found.allowed === true || found.allowed === 't' }
}

async function readRow(tables: SealedTables, { type }: Entity, id: string): Promise<LockedRow['row']> {
  const table: unknown = Reflect.get(tables, type.charAt(0).toLowerCase() + type.slice(1))
  const find: unknown = typeof table === 'object' && table !== null ? Reflect.get(table, 'find') : undefined
  const row: unknown = typeof find === 'function' ? await find.call(table, { id }) : null
  if (typeof row !== 'object' || row === null) throw new Error('A row that was locked cannot be read.')
  return Object.fromEntries(Object.entries(row))
}

function byTableAndId(a: Named, b: Named): number {
  return a.table.name === b.table.name ? compare(a.id, b.id) : compare(a.table.name, b.table.name)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
