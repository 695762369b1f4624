import { Kind, parse, print, visit } from 'graphql'
import type { ArgumentNode, DocumentNode, NameNode } from 'graphql'
import type { FetchNode, PlanNode, QueryPlan } from '../execution/query-plan.ts'

const MOST_LINES = 60
const LONGEST_LINE = 2_000

const PLACEHOLDER = { kind: Kind.ENUM, value: '_' } as const

const noName = (name: string): NameNode => ({ kind: Kind.NAME, value: name })

/**
 * A document as names of the schema and nothing else. Values are left out whole, since even the keys of one may be the client's;
 * aliases, variables and the names of operations and fragments are the client's too.
 */
export const schemaNamesOnly = (document: DocumentNode): string => {
  const fragments = new Map<string, string>()
  const fragmentName = (name: string): NameNode => {
    const known = fragments.get(name) ?? `f${fragments.size}`
    fragments.set(name, known)
    return noName(known)
  }
  const bare: DocumentNode = visit(document, {
    Argument: { enter: (node): ArgumentNode => ({ ...node, value: PLACEHOLDER }) },
    Field: { leave: node => ({ ...node, alias: undefined }) },
    OperationDefinition: { leave: node => ({ ...node, name: undefined, variableDefinitions: [] }) },
    FragmentDefinition: { leave: node => ({ ...node, name: fragmentName(node.name.value), variableDefinitions: undefined }) },
    FragmentSpread: { leave: node => ({ ...node, name: fragmentName(node.name.value) }) },
  })
  return print(bare).replace(/\s+/g, ' ')
}

const operationOf = ({ operation, operationDocumentNode }: FetchNode): string =>
  schemaNamesOnly(operationDocumentNode ?? parse(operation, { noLocation: true })).slice(0, LONGEST_LINE)

const linesOf = (node: PlanNode, depth: number): readonly string[] => {
  const indent = '  '.repeat(depth)
  switch (node.kind) {
    case 'Fetch': return [`${indent}fetch ${node.serviceName} ${operationOf(node)}`]
    // the path consists of the client's own names
    case 'Flatten': return linesOf(node.node, depth)
    case 'Sequence': case 'Parallel': return [`${indent}${node.kind.toLowerCase()}`, ...node.nodes.flatMap(child => linesOf(child, depth + 1))]
    default: return [`${indent}${node.kind.toLowerCase()}`]
  }
}

const forms = new WeakMap<object, readonly string[]>()

/** A query plan for the log: which subgraphs are asked in which order for which fields. Worked out once for each plan. */
export const planForm = (plan: QueryPlan): readonly string[] => {
  const known = forms.get(plan) ?? (plan.node ? linesOf(plan.node, 0).slice(0, MOST_LINES) : [])
  forms.set(plan, known)
  return known
}
