import { buildSchema, Kind, parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { exportShape } from './export-shape.ts'

const schema = buildSchema(`
scalar SafeInt scalar DateTime scalar Decimal scalar JSON
type Query { things(first: Int, after: String, offset: Int, filter: String): ThingConnection, thing: Thing, list: [Thing] }
type ThingConnection { nodes: [Thing] edges: [ThingEdge] pageInfo: PageInfo totalCount: Int }
type ThingEdge { node: Thing cursor: String }
type PageInfo { hasNextPage: Boolean endCursor: String }
type Thing { id: ID! at: DateTime count: SafeInt share: Float price: Decimal isNew: Boolean tags: [String] facts: JSON owner: Thing things(first: Int): ThingConnection }`)

const shapeOf = (text: string) => {
  const document = parse(text)
  const operation = document.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error('no operation')
  return exportShape(schema, document, operation)
}
const columnsOf = (text: string): readonly string[] => {
  const shape = shapeOf(text)
  return typeof shape === 'string' ? [shape] : shape.columns.map(({ name, kind }) => `${name} ${kind}`)
}

describe('the shape of a file', () => {
  it('has a column for each value, by its path, and one for what is a list', () => {
    expect(columnsOf('{ things { nodes { __typename id at count share price isNew tags facts owner { id boss: owner { at } } things { nodes { id } } } } }')).toEqual([
      '__typename TEXT', 'id TEXT', 'at TIME', 'count INTEGER', 'share NUMBER', 'price TEXT', 'isNew BOOLEAN', 'tags JSON', 'facts JSON', 'owner.id TEXT', 'owner.boss.at TIME', 'things JSON',
    ])
  })

  it('puts together what is selected twice, and spreads fragments', () => {
    expect(columnsOf('{ things { edges { ...E } } } fragment E on ThingEdge { cursor node { owner { id } ... on Thing { owner { at } constructor: id } } }')).toEqual(['owner.id TEXT', 'owner.at TIME', 'constructor TEXT'])
  })

  it('is asked for page by page, without what was said of pages and without variables that only that needed', () => {
    const shape = shapeOf('query Q($n: Int, $f: String) { all: things(first: $n, offset: 3, filter: $f) { totalCount edges { node { id ...T } } } } fragment T on Thing { at } fragment U on Thing { id }')
    if (typeof shape === 'string') throw new Error(shape)
    expect(shape.key).toBe('all')
    expect(print(shape.document)).toMatchInlineSnapshot(`
      "query Q($f: String, $__exportFirst: Int, $__exportAfter: String) {
        all: things(filter: $f, first: $__exportFirst, after: $__exportAfter) {
          nodes {
            id
            ...T
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }

      fragment T on Thing {
        at
      }"
    `)
  })

  it.each([
    ['{ thing { id } }', 'list'], ['{ list { id } }', 'list'], ['{ a: things { nodes { id } } b: things { nodes { id } } }', 'list'], ['{ ...F } fragment F on Query { things { nodes { id } } }', 'list'],
    ['{ things { totalCount } }', 'selection'], ['{ things { nodes { id } edges { node { id } } } }', 'selection'], ['{ things { ...F } } fragment F on ThingConnection { nodes { id } }', 'selection'],
    ['{ things { nodes @include(if: true) { id } } }', 'directive'], ['{ things @skip(if: false) { nodes { id } } }', 'directive'], ['subscription { things { nodes { id } } }', 'operation'],
  ])('is none for %s', (text, fault) => {
    expect(shapeOf(text)).toBe(fault)
  })
})
