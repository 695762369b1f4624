import { Kind, visit, type ASTNode, type DocumentNode } from 'graphql'
import { hasFindings } from '../policy/detectors.ts'
import type { Finding, Lint } from './contract.ts'

/** L7: descriptions, defaults and deprecation reasons hold no e-mail address, number or token, since introspection shows them to everybody. */
export const textsAreClean: Lint = contracts => contracts.flatMap(({ name, document }) => findings(name, document))

const findings = (subgraph: string, document: DocumentNode): readonly Finding[] => {
  const found: Finding[] = []
  visit(document, {
    StringValue: (node, _key, parent, _path, ancestors) => {
      const around = [...ancestors, ...(parent === undefined ? [] : [parent])].flatMap(item => ('kind' in item ? [item] : []))
      if (around.some(isForPrograms) || !hasFindings(node.value)) return
      found.push({ code: 'L7', at: placeOf(subgraph, around), message: 'A text here looks like personal data; say it without an example that could be somebody\'s.' })
    },
  })
  return found
}

/** Arguments of directives are read by programs; a deprecation reason alone is for people. */
const isForPrograms = (node: ASTNode): boolean => node.kind === Kind.DIRECTIVE && node.name.value !== 'deprecated'

const placeOf = (subgraph: string, around: readonly ASTNode[]): string =>
  [subgraph, ...around.flatMap(node => ('name' in node && node.name?.kind === Kind.NAME ? [node.name.value] : []))].join('.')
