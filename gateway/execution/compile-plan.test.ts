import { buildSchema, OperationTypeNode } from 'graphql'
import { expect, it } from 'vitest'
import { compilePlan } from './compile-plan.ts'
import type { PlanNode as AnyNode } from './query-plan.ts'

type PlanNode = Exclude<AnyNode, { kind: 'Subscription' }>

const schema = buildSchema('type Query { a: Int }')
const compiled = (node: PlanNode | undefined) =>
  compilePlan({ kind: 'QueryPlan', node }, { schema, sourceOf: () => ({ ask: async () => ({}) }), onFault: () => undefined })

const root: Extract<PlanNode, { kind: 'Fetch' }> = { kind: 'Fetch', serviceName: 's', operation: '{ a }', operationName: undefined, operationKind: OperationTypeNode.QUERY }
const entity: PlanNode = { ...root, operation: 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on A { a } } }', requires: [] }

it('covers a plan without a step: there is nothing to fetch', () => {
  expect(compiled(undefined)?.fetches).toEqual([])
})

it('covers fetches of roots and of entities, in a row and side by side', () => {
  const plan: PlanNode = { kind: 'Sequence', nodes: [root, { kind: 'Parallel', nodes: [{ kind: 'Flatten', path: ['a', '@'], node: entity }, root] }] }
  expect(compiled(plan)?.fetches.map(({ path, isEntityFetch }) => ({ path, isEntityFetch }))).toEqual([
    { path: [], isEntityFetch: false }, { path: ['a', '@'], isEntityFetch: true }, { path: [], isEntityFetch: false },
  ])
})

it.each<[string, PlanNode]>([
  ['a deferred part', { kind: 'Defer', primary: { node: root }, deferred: [] }],
  ['a fetch that takes values from its context', { ...root, contextRewrites: [{ kind: 'KeyRenamer', path: ['a'], renameKeyTo: 'b' }] }],
  ['a path with a condition on a type', { kind: 'Flatten', path: ['a', '@|[A]'], node: entity }],
  ['entities at the root', entity],
  ['root fields below a path', { kind: 'Flatten', path: ['a'], node: root }],
])('leaves %s to the library, wherever it stands', (_, node) => {
  expect(compiled(node)).toBeUndefined()
  expect(compiled({ kind: 'Sequence', nodes: [root, { kind: 'Condition', condition: 'v', ifClause: node }] })).toBeUndefined()
})
