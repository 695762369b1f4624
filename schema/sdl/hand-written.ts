import { Kind, parse, type DefinitionNode, type DocumentNode, type FieldDefinitionNode } from 'graphql'
import { writtenFieldCosts, writtenTypeCosts } from './costs.ts'

/** The SDL that a module writes itself, cut into what it adds to types and the types that are its own. */
export interface HandWritten {
  /** Fields by the type they are added to, each as it stands in the file. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  /** New types, each as it stands in the file. */
  readonly types: readonly string[]
  readonly document: DocumentNode
}

/** Cuts a hand-written file; `extend type` adds fields, every other definition is a new type. Comments stay behind. */
export const handWritten = (sdl: string): HandWritten => {
  const document: DocumentNode = sdl.trim() === '' ? { kind: Kind.DOCUMENT, definitions: [] } : parse(sdl)
  const fields = new Map<string, readonly string[]>()
  for (const definition of document.definitions) {
    if (definition.kind !== 'ObjectTypeExtension') continue
    const name = definition.name.value
    fields.set(name, [...(fields.get(name) ?? []), ...(definition.fields ?? []).map(field => `${dedented(sdl, field)}${writtenFieldCosts(name, field)}`)])
  }
  return { fields, types: document.definitions.filter(isNewType).map(definition => withTypeCosts(dedented(sdl, definition), definition)), document }
}

const withTypeCosts = (text: string, definition: DefinitionNode): string =>
  (definition.kind === Kind.OBJECT_TYPE_DEFINITION ? text.replace(`type ${definition.name.value}`, name => `${name}${writtenTypeCosts(definition)}`) : text)

const isNewType = (definition: DefinitionNode): boolean => definition.kind !== 'ObjectTypeExtension'

/** The text of a node without the indentation of its first line, wherever it stood. */
const dedented = (sdl: string, node: FieldDefinitionNode | DefinitionNode): string => {
  if (node.loc === undefined) return ''
  const text = sdl.slice(node.loc.start, node.loc.end)
  return node.kind === 'FieldDefinition' ? text.replaceAll('\n  ', '\n') : text
}
