import { isObjectType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql'
import { tableNamed, type Catalog, type Field, type Table } from '../read/catalog.ts'
import type { ConnectionPart, EdgePart, FieldSelection, ListSelection, MoneyPart, ObjectSelection, PageInfoPart } from '../read/selection.ts'
import type { OrderTerm } from '../read/order-arguments.ts'
import { argumentReader, type ArgumentReader } from './argument-reader.ts'
import { collectFields, subselections, type FieldCollector } from './collect-fields.ts'
import { asksForRaw } from './asks-for-raw.ts'
import { revealOf } from './reveal-of.ts'

/** A place of a document that takes arguments; its number in the list is its site. */
export type Site =
  | {
    readonly kind: 'LIST'; readonly table: Table; readonly read: ArgumentReader; readonly order?: readonly OrderTerm[]
    /** Raw values are asked for below it. */
    readonly isRevealing?: boolean
  }
  | { readonly kind: 'VALUE'; readonly name: string; readonly read: ArgumentReader }

export interface Selector extends FieldCollector {
  readonly catalog: Catalog
  /** Fields that resolvers answer; the plan only carries the id to them. */
  isWritten(type: string, field: string): boolean
  /** Grows while selecting. */
  readonly sites: Site[]
  /** Called for each field written by hand. */
  onWritten(): void
}

/** Reads the selection of an entity (or of a key of another module's entity) out of a document. */
export function selectObject(selector: Selector, type: string, nodes: readonly FieldNode[]): ObjectSelection {
  const known = selector.catalog.tables.get(type)?.fields ?? selector.catalog.stubs.get(type)?.fields
  const fields = [...collectFields(selector, type, subselections(nodes))].map(([key, merged]): FieldSelection => {
    const [node] = merged
    const name = node?.name.value ?? ''
    if (name === '__typename') return { kind: 'TYPENAME', key }
    const field = selector.isWritten(type, name) ? undefined : known?.get(name)
    if (!field || !node) {
      selector.onWritten()
      return { kind: 'WRITTEN' }
    }
    return selectField(selector, field, { key, node, merged, type })
  })
  const [written] = fields.filter(({ kind }) => kind === 'WRITTEN')
  return { type, fields: [...fields.filter(({ kind }) => kind !== 'WRITTEN'), ...written ? [written] : []] }
}

interface At {
  readonly key: string
  readonly node: FieldNode
  readonly merged: readonly FieldNode[]
  readonly type: string
}

function selectField(selector: Selector, field: Field, { key, node, merged, type }: At): FieldSelection {
  switch (field.kind) {
    case 'COLUMN': {
      const reveal = revealOf(merged)
      return { kind: 'COLUMN', key, column: field.column, ...reveal && { reveal } }
    }
    case 'KEY': return { kind: 'KEY', key, name: field.name }
    case 'MONEY': {
      const { amount, currency } = field.money
      return { kind: 'MONEY', key, amount, currency, parts: selectMoney(selector, merged) }
    }
    case 'STUB': return { kind: 'STUB', key, reference: field.reference, object: selectObject(selector, field.reference.target.type, merged) }
    case 'ONE': return { kind: 'ONE', key, join: field.join, object: selectObject(selector, field.join.target, merged) }
    case 'MANY': return { kind: 'MANY', key, join: field.join, list: selectList(selector, field.join.target, { definition: definitionOf(selector, type, node), nodes: merged }) }
  }
}

interface ListAt {
  readonly definition: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
}

/** Reads the selection of a connection over rows of a type. */
export function selectList(selector: Selector, type: string, { definition, nodes }: ListAt): ListSelection {
  const [node] = nodes
  if (!node) throw new Error('A list without a field was selected.')
  const list: Site = { kind: 'LIST', table: tableNamed(selector.catalog, type), read: argumentReader(definition, node) }
  const site = selector.sites.push(list) - 1
  const parts = [...collectFields(selector, `${type}Connection`, subselections(nodes))].map(([key, merged]): ConnectionPart => {
    switch (merged[0]?.name.value) {
      case 'nodes': return { kind: 'NODES', key, node: selectObject(selector, type, merged) }
      case 'edges': return { kind: 'EDGES', key, parts: selectEdge(selector, type, merged) }
      case 'pageInfo': return { kind: 'PAGE_INFO', key, parts: selectPageInfo(selector, merged) }
      case 'totalCount': return { kind: 'TOTAL_COUNT', key }
      default: return { kind: 'TYPENAME', key }
    }
  })
  if (parts.some(asksForRaw)) selector.sites[site] = { ...list, isRevealing: true }
  return { type, site, parts }
}

function selectEdge(selector: Selector, type: string, nodes: readonly FieldNode[]): readonly EdgePart[] {
  return [...collectFields(selector, `${type}Edge`, subselections(nodes))].map(([key, merged]): EdgePart => {
    switch (merged[0]?.name.value) {
      case 'node': return { kind: 'NODE', key, node: selectObject(selector, type, merged) }
      case 'cursor': return { kind: 'CURSOR', key }
      default: return { kind: 'TYPENAME', key }
    }
  })
}

const PAGE_INFO: Readonly<Record<string, PageInfoPart['part']>> = {
  hasNextPage: 'HAS_NEXT', hasPreviousPage: 'HAS_PREVIOUS', startCursor: 'START', endCursor: 'END',
}

function selectPageInfo(selector: Selector, nodes: readonly FieldNode[]): readonly PageInfoPart[] {
  return [...collectFields(selector, 'PageInfo', subselections(nodes))].map(([key, merged]) => ({ key, part: PAGE_INFO[merged[0]?.name.value ?? ''] ?? 'TYPENAME' }))
}

function selectMoney(selector: Selector, nodes: readonly FieldNode[]): readonly MoneyPart[] {
  return [...collectFields(selector, 'Money', subselections(nodes))].map(([key, merged]): MoneyPart => {
    const [node] = merged
    switch (node?.name.value) {
      case 'amountMinor': return { key, part: 'AMOUNT' }
      case 'currency': return { key, part: 'CURRENCY' }
      case 'formatted': {
        const read = argumentReader(definitionOf(selector, 'Money', node), node)
        return { key, part: 'FORMATTED', site: selector.sites.push({ kind: 'VALUE', name: 'locale', read }) - 1 }
      }
      default: return { key, part: 'TYPENAME' }
    }
  })
}

function definitionOf({ schema }: Selector, type: string, node: FieldNode): GraphQLField<unknown, unknown> {
  const field = objectType(schema.getType(type)).getFields()[node.name.value]
  if (!field) throw new Error('A field without a definition was selected.')
  return field
}

function objectType(type: unknown): GraphQLObjectType {
  if (!isObjectType(type)) throw new Error('The schema lacks a type of the metadata.')
  return type
}
