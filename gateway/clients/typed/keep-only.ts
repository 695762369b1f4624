import { Kind } from 'graphql'
import type { DocumentNode, FieldDefinitionNode } from 'graphql'
import { namedType } from '../../../schema/lint/contract.ts'
import { pruneDocument } from '../../../schema/variants/prune-document.ts'

const COMPANION = /^(\w+?)(?:Connection|Edge|ListFilter|Filter|OrderBy|OrderField|Dimension)$/

/** What is to stay of a schema. */
export interface Kept {
  /** Names of all entities of the schema. */
  readonly entities: ReadonlySet<string>
  /** Those that stay. */
  readonly only: readonly string[]
}

const payloadsOf = ({ definitions }: DocumentNode, { entities, only }: Kept): ReadonlySet<string> => new Set(definitions.flatMap(definition => {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !definition.name.value.endsWith('Payload')) return []
  const shown = (definition.fields ?? []).map(({ type }) => namedType(type)).filter(name => entities.has(name))
  return shown.length > 0 && !shown.some(name => only.includes(name)) ? [definition.name.value] : []
}))

/** The schema with these entities and no others, for a client that is to be small: a page need not carry the whole graph. */
export const keepOnly = (document: DocumentNode, kept: Kept): DocumentNode => {
  const payloads = payloadsOf(document, kept)
  const isGone = (type: string): boolean => {
    const [, owner = ''] = COMPANION.exec(type) ?? []
    const entity = kept.entities.has(type) ? type : owner
    return payloads.has(type) || (kept.entities.has(entity) && !kept.only.includes(entity))
  }
  const commands = new Map<string, FieldDefinitionNode>(document.definitions.flatMap(definition =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Mutation' ? (definition.fields ?? []).map(field => [`Mutation.${field.name.value}`, field] as const) : [])))
  return pruneDocument(document, coordinate => {
    const command = commands.get(coordinate)
    return command ? !isGone(namedType(command.type)) : !isGone(coordinate)
  })
}
