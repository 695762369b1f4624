import { buildASTSchema, findBreakingChanges, type DocumentNode, type GraphQLSchema } from 'graphql'
import type { VariantSource } from '../variants/variant-document.ts'
import { VARIANTS } from '../variants/variants.ts'
import type { CheckFinding } from './check-finding.ts'
import { shownIn } from './shown-in.ts'

/** What breaks clients: of the whole graph, and of a variant where it goes from that alone. */
export const schemaChanges = (before: VariantSource, after: VariantSource): readonly CheckFinding[] => {
  const whole = changesOf(schemaOf(before.api), schemaOf(after.api), 'SCHEMA')
  const known = new Set(whole.map(({ message }) => message))
  const ofVariants = VARIANTS.flatMap(variant =>
    changesOf(schemaOf(shownIn(before, variant)), schemaOf(shownIn(after, variant)), 'VARIANT')
      .filter(({ message }) => !known.has(message)).map(finding => ({ ...finding, variant })))
  return [...whole, ...ofVariants]
}

const schemaOf = (document: DocumentNode): GraphQLSchema => buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })

const changesOf = (before: GraphQLSchema, after: GraphQLSchema, kind: CheckFinding['kind']): readonly CheckFinding[] =>
  findBreakingChanges(before, after).map(({ type, description }) => ({ kind, change: type, at: coordinateIn(description), message: description }))

/** The first name in the description of a change, as a coordinate. */
const coordinateIn = (description: string): string => {
  const [field = ''] = /\b[A-Za-z_]\w*\.[a-zA-Z_]\w*\b/.exec(description) ?? []
  if (field !== '') return field
  const [, value = '', type = ''] = /^(\w+) was (?:removed|added).* (?:enum|union|input) type (\w+)/.exec(description) ?? []
  if (type !== '') return `${type}.${value}`
  return /\b[A-Z]\w*\b/.exec(description)?.[0] ?? description
}
