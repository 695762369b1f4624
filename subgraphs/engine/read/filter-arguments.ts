import type { Column } from '../../../schema/model.ts'
import { isUuid } from '../wire/uuid.ts'
import { tableNamed, type Catalog, type FilterField, type Join, type Table } from './catalog.ts'
import { isObject } from './decode.ts'
import type { ReadLimits } from './limits.ts'
import { ReadError } from './read-error.ts'

export type Operator =
  | 'eq' | 'neq' | 'in' | 'nin' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'startsWith' | 'endsWith' | 'isNull' | 'isNotNull'
export type Quantifier = 'some' | 'none' | 'every'

/** A condition without its values: those are inputs, by slot. */
export type FilterNode =
  | { readonly kind: 'AND' | 'OR'; readonly nodes: readonly FilterNode[] }
  | { readonly kind: 'NOT'; readonly node: FilterNode }
  | { readonly kind: 'LEAF'; readonly column: Column; readonly operator: Operator; readonly slot: number; readonly anyCase: boolean }
  | { readonly kind: 'ONE'; readonly join: Join; readonly node: FilterNode }
  | { readonly kind: 'MANY'; readonly join: Join; readonly quantifier: Quantifier; readonly node: FilterNode }

export interface ReadFilter {
  readonly key: string
  readonly node: FilterNode
}

interface FilterReader {
  readonly catalog: Catalog
  readonly limits: ReadLimits
  readonly inputs: unknown[]
}

interface Walk extends FilterReader {
  readonly depth: number
  readonly leaves: { count: number }
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  eq: 'eq', neq: 'neq', in: 'in', nin: 'nin', lt: 'lt', lte: 'lte', gt: 'gt', gte: 'gte',
  contains: 'contains', startsWith: 'startsWith', endsWith: 'endsWith',
}

/** Reads a filter into its shape and appends its values to the inputs. An empty filter is none. */
export function readFilter(reader: FilterReader, table: Table, filter: unknown): ReadFilter | undefined {
  if (filter === undefined || filter === null) return undefined
  const node = readObject({ ...reader, depth: 0, leaves: { count: 0 } }, table, filter)
  return node.kind === 'AND' && node.nodes.length === 0 ? undefined : { key: keyOf(node), node }
}

function readObject(walk: Walk, table: Table, filter: unknown): FilterNode {
  if (!isObject(filter)) throw new ReadError('VALIDATION_FAILED')
  if (walk.depth >= walk.limits.filterDepth) throw new ReadError('VALIDATION_FAILED', { limit: walk.limits.filterDepth })
  const deeper = { ...walk, depth: walk.depth + 1 }
  const nodes = Object.entries(filter).flatMap(([name, value]) => value === undefined || value === null ? [] : readMember(deeper, table, { name, value }))
  return conjunction(nodes)
}

interface Member {
  readonly name: string
  readonly value: unknown
}

function readMember(walk: Walk, table: Table, { name, value }: Member): readonly FilterNode[] {
  if (name === 'and' || name === 'or') return [readGroup(walk, table, { name, value })]
  if (name === 'not') return [{ kind: 'NOT', node: readObject(walk, table, value) }]
  const field = table.filters.get(name)
  if (!field) throw new ReadError('VALIDATION_FAILED')
  if (field.kind === 'COLUMN') return readColumn(walk, field.column, value)
  return field.kind === 'ONE' ? [readOne(walk, field, value)] : readMany(walk, field, value)
}

function readGroup(walk: Walk, table: Table, { name, value }: Member): FilterNode {
  const members = Array.isArray(value) ? value : [value]
  return { kind: name === 'and' ? 'AND' : 'OR', nodes: members.map((member: unknown) => readObject(walk, table, member)) }
}

function readOne(walk: Walk, { join }: FilterField & { readonly join: Join }, value: unknown): FilterNode {
  return { kind: 'ONE', join, node: readObject(walk, tableNamed(walk.catalog, join.target), value) }
}

function readMany(walk: Walk, { join }: FilterField & { readonly join: Join }, value: unknown): readonly FilterNode[] {
  if (!isObject(value)) throw new ReadError('VALIDATION_FAILED')
  const target = tableNamed(walk.catalog, join.target)
  return (['some', 'none', 'every'] as const).flatMap((quantifier) => {
    const inner = value[quantifier]
    return inner === undefined || inner === null ? [] : [{ kind: 'MANY', join, quantifier, node: readObject(walk, target, inner) } as const]
  })
}

function readColumn(walk: Walk, column: Column, conditions: unknown): readonly FilterNode[] {
  if (!isObject(conditions)) throw new ReadError('VALIDATION_FAILED')
  const anyCase = conditions.caseSensitive === false
  return Object.entries(conditions).flatMap(([name, value]): readonly FilterNode[] => {
    if (name === 'caseSensitive' || value === undefined) return []
    count(walk)
    if (name === 'isNull') return value === null ? [] : [{ kind: 'LEAF', column, operator: value === true ? 'isNull' : 'isNotNull', slot: -1, anyCase: false }]
    const operator = OPERATORS[name]
    if (!operator) throw new ReadError('VALIDATION_FAILED')
    return [{ kind: 'LEAF', column, operator, slot: walk.inputs.push(readValue(walk, column, { operator, value })) - 1, anyCase }]
  })
}

function count({ leaves, limits }: Walk): void {
  leaves.count += 1
  if (leaves.count > limits.filterLeaves) throw new ReadError('VALIDATION_FAILED', { limit: limits.filterLeaves })
}

// A null among the values is refused and not ignored: a variable that was forgotten must not widen the answer.
function readValue({ limits }: Walk, column: Column, { operator, value }: { readonly operator: Operator; readonly value: unknown }): unknown {
  if (operator !== 'in' && operator !== 'nin') return comparable(column, value)
  if (!Array.isArray(value)) throw new ReadError('VALIDATION_FAILED')
  if (value.length > limits.listedValues) throw new ReadError('VALIDATION_FAILED', { limit: limits.listedValues })
  return value.map((member: unknown) => comparable(column, member))
}

/** A value that Postgres takes as the column's type without complaint; anything else ends the request here. */
export function comparable({ pgType }: Column, value: unknown): unknown {
  if (value === undefined || value === null) throw new ReadError('VALIDATION_FAILED')
  if (pgType === 'uuid' && !isUuid(value)) throw new ReadError('VALIDATION_FAILED')
  // Postgres has no text with a zero character
  if (typeof value === 'string' && value.includes('\0')) throw new ReadError('VALIDATION_FAILED')
  return value
}

function conjunction(nodes: readonly FilterNode[]): FilterNode {
  const [first] = nodes
  return nodes.length === 1 && first ? first : { kind: 'AND', nodes }
}

function keyOf(node: FilterNode): string {
  switch (node.kind) {
    case 'LEAF': return `${node.column.name}.${node.operator}${node.anyCase ? '~' : ''}`
    case 'NOT': return `!(${keyOf(node.node)})`
    case 'ONE': return `${joinKey(node.join)}(${keyOf(node.node)})`
    case 'MANY': return `${joinKey(node.join)}.${node.quantifier}(${keyOf(node.node)})`
    default: return `${node.kind === 'AND' ? '&' : '|'}(${node.nodes.map(keyOf).join()})`
  }
}

function joinKey({ target, from, to }: Join): string {
  return `${from}>${target}.${to}`
}
