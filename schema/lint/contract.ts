import {
  Kind, parse, type ConstDirectiveNode, type DefinitionNode, type DocumentNode, type EnumTypeDefinitionNode, type FieldDefinitionNode, type InputObjectTypeDefinitionNode,
  type InterfaceTypeDefinitionNode, type InterfaceTypeExtensionNode, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode, type TypeNode,
} from 'graphql'

/** A subgraph as the lints see it: the whole contract, and the part that people wrote. */
export interface Contract {
  readonly name: string
  readonly document: DocumentNode
  /** What no model stands behind: fields and types of people's own files, and the commands. */
  readonly handWritten: DocumentNode
}

/** One violation; `at` is a schema coordinate, with the subgraph where two are compared. */
export interface Finding {
  readonly code: string
  readonly at: string
  /** What is wrong and what to do. */
  readonly message: string
}

/** A rule over all subgraphs of a graph. Pure: equal contracts give equal findings. */
export type Lint = (contracts: readonly Contract[]) => readonly Finding[]

/** Parses a contract; an empty hand-written part is fine. */
export const contractOf = (name: string, sdl: string, handWritten = ''): Contract => {
  const document = documentOf(sdl)
  const written = documentOf(handWritten)
  return { name, document, handWritten: { ...written, definitions: [...written.definitions, ...commandsOf(document, written)] } }
}

/** Mutations with their inputs and payloads: printed from what people declare, so they are judged like what people write. */
const commandsOf = (document: DocumentNode, written: DocumentNode): readonly DefinitionNode[] => {
  const mutation = document.definitions.filter(node => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Mutation').filter(isFieldsNode)
  const fields = mutation.flatMap(node => node.fields ?? [])
  const named = new Set(fields.flatMap(field => [field.type, ...(field.arguments ?? []).map(argument => argument.type)]).map(namedType))
  const known = new Set(written.definitions.flatMap(node => ('name' in node && node.name !== undefined ? [node.name.value] : [])))
  const types = document.definitions.filter(node => 'name' in node && node.name !== undefined && named.has(node.name.value) && !known.has(node.name.value))
  return known.has('Mutation') ? types : [...mutation, ...types]
}

const documentOf = (sdl: string): DocumentNode => (sdl.trim() === '' ? { kind: Kind.DOCUMENT, definitions: [] } : parse(sdl))

/** Object and interface types with their extensions, each as its own node. */
export type FieldsNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode

export const outputTypes = ({ definitions }: DocumentNode): readonly FieldsNode[] =>
  definitions.flatMap(node => (isFieldsNode(node) ? [node] : []))

export const inputTypes = ({ definitions }: DocumentNode): readonly InputObjectTypeDefinitionNode[] =>
  definitions.flatMap(node => (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? [node] : []))

export const enumTypes = ({ definitions }: DocumentNode): readonly EnumTypeDefinitionNode[] =>
  definitions.flatMap(node => (node.kind === Kind.ENUM_TYPE_DEFINITION ? [node] : []))

const isFieldsNode = (node: { readonly kind: string }): node is FieldsNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION
  || node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_EXTENSION

/** A field with its type's name. */
export interface OutputField {
  readonly type: FieldsNode
  readonly field: FieldDefinitionNode
  readonly coordinate: string
}

export const outputFields = (document: DocumentNode): readonly OutputField[] =>
  outputTypes(document).flatMap(type => (type.fields ?? []).map(field => ({ type, field, coordinate: `${type.name.value}.${field.name.value}` })))

export const directiveOf = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, name: string): ConstDirectiveNode | undefined =>
  node.directives?.find(directive => directive.name.value === name)

/** Text of a string argument of a directive. */
export const textArgument = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find(argument => argument.name.value === name)?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

/** Name of a type below lists and exclamation marks. */
export const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type))
