import {
  Kind, type ConstValueNode, type DefinitionNode, type DocumentNode, type FieldDefinitionNode, type InputObjectTypeDefinitionNode, type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode, type TypeDefinitionNode, type TypeNode,
} from 'graphql'
import { namedType } from '../lint/contract.ts'
import { reachableTypes } from './reachable-types.ts'

/** Whether a coordinate stays: `Type`, `Type.member`, `Type.field(argument:)`. */
export type Keeps = (coordinate: string) => boolean

/**
 * A document without the coordinates that do not stay, and without what makes no sense then: members of a type that is gone, a field or an input that lacks
 * what it requires, types without members, and types that no root reaches. What is left is a schema, if the document was one.
 */
export const pruneDocument = (document: DocumentNode, keeps: Keeps): DocumentNode => {
  let definitions: readonly DefinitionNode[] = document.definitions.filter(definition => !isType(definition) || keeps(definition.name.value))
  definitions = definitions.flatMap((definition): readonly DefinitionNode[] => (isType(definition) ? keptMembers(definition, keeps) : [definition]))
  for (let before = -1; before !== sizeOf(definitions);) {
    before = sizeOf(definitions)
    definitions = settle(definitions)
  }
  const reached = reachableTypes(definitions)
  return { kind: Kind.DOCUMENT, definitions: definitions.filter(definition => !isType(definition) || reached.has(definition.name.value)) }
}

const isType = (definition: DefinitionNode): definition is TypeDefinitionNode => definition.kind.endsWith('TypeDefinition')

const isComposite = (definition: DefinitionNode): definition is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION

const BUILT_IN = ['Int', 'Float', 'String', 'Boolean', 'ID']

const isRequired = ({ type, defaultValue }: InputValueDefinitionNode): boolean => type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined

/** Of an input only all that it requires, or nothing: without it nobody could send one. */
const inputOf = (input: InputObjectTypeDefinitionNode, stays: (field: InputValueDefinitionNode) => boolean): readonly TypeDefinitionNode[] => {
  const fields = (input.fields ?? []).filter(stays)
  const lacks = (input.fields ?? []).some(field => isRequired(field) && !fields.includes(field))
  return lacks || fields.length === 0 ? [] : [{ ...input, fields }]
}

/** The same of a field and its arguments. */
const fieldOf = (field: FieldDefinitionNode, stays: (argument: InputValueDefinitionNode) => boolean): readonly FieldDefinitionNode[] => {
  const args = (field.arguments ?? []).filter(stays)
  if (args.length === (field.arguments ?? []).length) return [field]
  return (field.arguments ?? []).some(argument => isRequired(argument) && !args.includes(argument)) ? [] : [{ ...field, arguments: args }]
}

const keptMembers = (definition: TypeDefinitionNode, keeps: Keeps): readonly TypeDefinitionNode[] => {
  const { value: type } = definition.name
  if (isComposite(definition)) {
    const fields = (definition.fields ?? []).filter(({ name }) => keeps(`${type}.${name.value}`))
      .flatMap(field => fieldOf(field, ({ name }) => keeps(`${type}.${field.name.value}(${name.value}:)`)))
    return [{ ...definition, fields }]
  }
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return inputOf(definition, ({ name }) => keeps(`${type}.${name.value}`))
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) return [{ ...definition, values: (definition.values ?? []).filter(({ name }) => keeps(`${type}.${name.value}`)) }]
  return [definition]
}

/** One round: what names something that is gone goes too. */
const settle = (definitions: readonly DefinitionNode[]): readonly DefinitionNode[] => {
  const types = new Map(definitions.filter(isType).map(definition => [definition.name.value, definition]))
  const stands = (type: TypeNode): boolean => types.has(namedType(type)) || BUILT_IN.includes(namedType(type))
  const standsInput = (value: InputValueDefinitionNode): boolean => stands(value.type) && hasDefault(value, types)
  return definitions.flatMap((definition): readonly DefinitionNode[] => {
    if (isComposite(definition)) {
      const fields = (definition.fields ?? []).filter(({ type, name }) => stands(type) && isImplemented(definition, name.value, definitions)).flatMap(field => fieldOf(field, standsInput))
      const interfaces = (definition.interfaces ?? []).filter(stands)
      return fields.length === 0 ? [] : [{ ...definition, fields, interfaces }]
    }
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return inputOf(definition, standsInput)
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) return (definition.values ?? []).length === 0 ? [] : [definition]
    if (definition.kind !== Kind.UNION_TYPE_DEFINITION) return [definition]
    const members = (definition.types ?? []).filter(stands)
    return members.length === 0 ? [] : [{ ...definition, types: members }]
  })
}

/** A field of an interface stays while all have it that implement the interface. */
const isImplemented = ({ kind, name }: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode, field: string, definitions: readonly DefinitionNode[]): boolean =>
  kind !== Kind.INTERFACE_TYPE_DEFINITION || definitions.filter(isComposite)
    .filter(({ interfaces = [] }) => interfaces.some(one => one.name.value === name.value))
    .every(({ fields = [] }) => fields.some(one => one.name.value === field))

const hasDefault = ({ type, defaultValue }: InputValueDefinitionNode, types: ReadonlyMap<string, TypeDefinitionNode>): boolean => {
  const named = types.get(namedType(type))
  if (defaultValue === undefined || named?.kind !== Kind.ENUM_TYPE_DEFINITION) return true
  return wordsOf(defaultValue).every(word => (named.values ?? []).some(({ name }) => name.value === word))
}

const wordsOf = (value: ConstValueNode): readonly string[] => {
  if (value.kind === Kind.ENUM) return [value.value]
  return value.kind === Kind.LIST ? value.values.flatMap(wordsOf) : []
}

const sizeOf = (definitions: readonly DefinitionNode[]): number => definitions.reduce((sum, definition) => sum + 1 + membersOf(definition), 0)

const membersOf = (definition: DefinitionNode): number => {
  if (isComposite(definition)) return (definition.interfaces ?? []).length + (definition.fields ?? []).reduce((sum, field) => sum + 1 + (field.arguments ?? []).length, 0)
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return (definition.fields ?? []).length
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) return (definition.values ?? []).length
  return definition.kind === Kind.UNION_TYPE_DEFINITION ? (definition.types ?? []).length : 0
}
