import { Kind, type DefinitionNode, type DocumentNode } from 'graphql'
import type { Lint } from './contract.ts'

/** L9: every subgraph defines and composes the shared directives in the same bytes; where one differs they vanish from the supergraph silently. */
export const sharedDirectivesAreEqual: Lint = contracts => {
  const [first, ...others] = contracts
  if (first === undefined) return []
  return SHARED.flatMap(shared => {
    const expected = shared.read(first.document)
    const missing = expected === '' ? [{ code: 'L9', at: first.name, message: `${shared.name} is missing; print the prelude.` }] : []
    const differing = others.filter(({ document }) => shared.read(document) !== expected)
    return [...missing, ...differing.map(({ name }) => ({ code: 'L9', at: name, message: `${shared.name} differs from that of ${first.name}; print the prelude.` }))]
  })
}

const textOf = (nodes: readonly DefinitionNode[]): string =>
  nodes.map(({ loc }) => (loc === undefined ? '' : loc.source.body.slice(loc.start, loc.end))).join('\n')

const definitionOf = (name: string) => (document: DocumentNode): string =>
  textOf(document.definitions.filter(node => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === name))

const SHARED = [
  { name: 'The definition of @sensitivity', read: definitionOf('sensitivity') },
  { name: 'The definition of @reveal', read: definitionOf('reveal') },
  { name: 'The definition of @cost', read: definitionOf('cost') },
  { name: 'The definition of @listSize', read: definitionOf('listSize') },
  {
    name: 'The schema extension that composes them',
    read: (document: DocumentNode): string => textOf(document.definitions.filter(node => node.kind === Kind.SCHEMA_EXTENSION)),
  },
] as const
