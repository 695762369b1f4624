import type { Column } from '../../../schema/model.ts'
import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import { tableNamed, type Table } from './catalog.ts'
import type { FilterNode, Operator } from './filter-arguments.ts'
import { inputColumn } from './input-column.ts'
import type { Lookup } from './lookup.ts'
import type { Perspective } from './scope.ts'
import { all, any, type InputForm } from './statement.ts'
import { visible } from './visible.ts'

type Leaf = Extract<FilterNode, { kind: 'LEAF' }>

const COMPARISONS: Readonly<Partial<Record<Operator, string>>> = { eq: '=', neq: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }
const PATTERNS: Readonly<Partial<Record<Operator, InputForm>>> = { contains: 'CONTAINS', startsWith: 'STARTS_WITH', endsWith: 'ENDS_WITH' }

interface Filtering {
  readonly node: FilterNode
  readonly alias: string
  /** Set where a lookup is allowed: told of each. */
  readonly onLookup?: (lookup: Lookup) => void
}

/**
 * A filter over rows of the alias. No operator can raise on a row: patterns are escaped, comparisons are in the column's own type,
 * and nothing casts or computes with a column. Conditions on other rows see visible rows only.
 */
export function filterSql(perspective: Perspective, table: Table, { node, alias, onLookup }: Filtering): string {
  // only here, at the top, may an equality over some rows be written without the CASE
  const conjuncts = node.kind === 'AND' ? node.nodes : [node]
  return all(conjuncts.map((conjunct) => conjunct.kind === 'LEAF' ? topLeaf(perspective, table, { leaf: conjunct, alias, onLookup }) : nested(perspective, table, { node: conjunct, alias })))
}

function nested(perspective: Perspective, table: Table, { node, alias }: { readonly node: FilterNode; readonly alias: string }): string {
  switch (node.kind) {
    case 'AND': return group(all(node.nodes.map((part) => nested(perspective, table, { node: part, alias }))))
    case 'OR': return any(node.nodes.map((part) => nested(perspective, table, { node: part, alias })))
    case 'NOT': return `not (${nested(perspective, table, { node: node.node, alias })})`
    case 'LEAF': return leafSql(perspective, table, { leaf: node, alias })
    case 'ONE': return `exists (${other(perspective, node, alias)})`
    case 'MANY': return quantified(perspective, node, alias)
  }
}

function quantified(perspective: Perspective, node: Extract<FilterNode, { kind: 'MANY' }>, alias: string): string {
  if (node.quantifier === 'some') return `exists (${other(perspective, node, alias)})`
  return `not exists (${other(perspective, node, alias)})`
}

// `every` looks for a visible row that fails; a comparison with null fails too
function other(perspective: Perspective, node: Extract<FilterNode, { kind: 'ONE' | 'MANY' }>, alias: string): string {
  const target = tableNamed(perspective.catalog, node.join.target)
  const next = perspective.statement.alias('f')
  const condition = nested(perspective, target, { node: node.node, alias: next })
  const wanted = node.kind === 'MANY' && node.quantifier === 'every' ? `(${condition}) is not true` : condition
  return `select 1 from ${target.name} ${next} where ${all([
    visible(perspective, target, next), `${next}.${node.join.to} = ${alias}.${node.join.from}`, wanted,
  ])}`
}

interface LeafAt {
  readonly leaf: Leaf
  readonly alias: string
  readonly onLookup?: Filtering['onLookup']
}

// `<scope> and col = v` is the same truth at this place as a CASE, and may use an index
function topLeaf(perspective: Perspective, table: Table, { leaf, alias, onLookup }: LeafAt): string {
  if (leaf.operator !== 'eq' && leaf.operator !== 'in') return leafSql(perspective, table, { leaf, alias })
  const { column, slot } = leaf
  // in any case there is no index, and a miss would take longer than a hit
  const { guard, bare, isLookup } = inputColumn(perspective, table, { alias, column, use: onLookup && !leaf.anyCase ? 'LOOKUP' : 'FILTER' })
  if (isLookup && !column.label.public) onLookup?.({ coordinate: coordinateOf(table.entity, column), category: column.label.category, slot })
  return all([guard ?? 'true', comparison(perspective, leaf, bare)])
}

function leafSql(perspective: Perspective, table: Table, { leaf, alias }: LeafAt): string {
  const isNullTest = leaf.operator === 'isNull' || leaf.operator === 'isNotNull'
  const { sql, guard } = inputColumn(perspective, table, { alias, column: leaf.column, use: isNullTest ? 'IS_NULL' : 'FILTER' })
  return comparison(perspective, leaf, guard === undefined ? sql : `(${sql})`)
}

function comparison(perspective: Perspective, leaf: Leaf, sql: string): string {
  const { column, operator, slot, anyCase } = leaf
  if (operator === 'isNull') return `${sql} is null`
  if (operator === 'isNotNull') return `${sql} is not null`
  const type = comparedType(column)
  const value = (as: InputForm, suffix = ''): string => perspective.statement.parameter({ kind: 'INPUT', slot, as }, `${type}${suffix}`)
  const pattern = PATTERNS[operator]
  if (pattern) return `${sql} ${anyCase ? 'ilike' : 'like'} ${value(pattern)}`
  const left = anyCase ? `lower(${sql})` : sql
  if (operator === 'in') return `${left} = any(${anyCase ? lowered(value('VALUE', '[]')) : value('VALUE', '[]')})`
  // an empty list excludes nothing but rows without a value
  if (operator === 'nin') return `(${left} <> all(${anyCase ? lowered(value('VALUE', '[]')) : value('VALUE', '[]')}) and ${sql} is not null)`
  return `${left} ${COMPARISONS[operator] ?? '='} ${anyCase ? `lower(${value('VALUE')})` : value('VALUE')}`
}

function lowered(list: string): string {
  return `array(select lower(member) from unnest(${list}) member)`
}

/** The type in which a column is compared: its own, or a wider one with operators between the two. */
export function comparedType({ pgType }: Pick<Column, 'pgType'>): string {
  if (pgType === 'char') return 'bpchar'
  return pgType === 'smallint' ? 'integer' : pgType
}

function group(condition: string): string {
  return condition.includes(' and ') ? `(${condition})` : condition
}
