import { Kind, parse, print, type ConstDirectiveNode, type DefinitionNode, type DocumentNode, type FieldDefinitionNode } from 'graphql'
import { namedType } from '../lint/contract.ts'
import { variantDocument, variantSource } from './variant-document.ts'
import type { Variant } from './variants.ts'

/** A member of a type that may carry directives. */
interface Member {
  readonly name: { readonly value: string }
  readonly directives?: readonly ConstDirectiveNode[] | undefined
}

const HIDDEN: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } }

const DEFINITION = 'directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION'

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)'

/**
 * The supergraph of a contract: the whole of it, so that every router can plan with it, with `@inaccessible` on whatever these variants do not have.
 * Any Federation 2 router then serves the variant as its schema.
 */
export const contractSupergraph = (sdl: string, variants: readonly Variant[]): string => {
  const supergraph = parse(sdl, { noLocation: true })
  const source = variantSource(supergraph)
  const hide = hider(source.api, variantDocument(source, variants), directiveTypes(supergraph))
  const definitions = supergraph.definitions.map(definition => withLink(hide(definition)))
  return `${print({ kind: Kind.DOCUMENT, definitions: [...definitions, ...parse(DEFINITION).definitions] })}\n`
}

const withLink = (definition: DefinitionNode): DefinitionNode => {
  if (definition.kind !== Kind.SCHEMA_DEFINITION) return definition
  const [extension] = parse(LINK).definitions
  return extension?.kind === Kind.SCHEMA_EXTENSION ? { ...definition, directives: [...definition.directives ?? [], ...extension.directives ?? []] } : definition
}

/** Types that the labels are written with: a router refuses to hide what a directive of the graph takes. */
export const directiveTypes = ({ definitions }: DocumentNode): ReadonlySet<string> => new Set(definitions.flatMap(definition =>
  (definition.kind === Kind.DIRECTIVE_DEFINITION ? (definition.arguments ?? []).map(({ type }) => namedType(type)) : [])))

const hider = (api: DocumentNode, variant: DocumentNode, visible: ReadonlySet<string>) => {
  const shown = new Set([...variant.definitions, ...api.definitions.filter(node => 'name' in node && node.name !== undefined && visible.has(node.name.value))].flatMap(coordinatesOf))
  const all = new Set(api.definitions.flatMap(coordinatesOf))
  // an enumeration tells which fields have its values, of those that are shown
  const texts = new Map(variant.definitions.flatMap(node => (node.kind === Kind.ENUM_TYPE_DEFINITION && node.description ? [[node.name.value, { description: node.description }] as const] : [])))
  const marked = <Node extends Member>(node: Node, coordinate: string): Node =>
    (all.has(coordinate) && !shown.has(coordinate) ? { ...node, directives: [...node.directives ?? [], HIDDEN] } : node)
  const field = (type: string, node: FieldDefinitionNode): FieldDefinitionNode => {
    const coordinate = `${type}.${node.name.value}`
    const args = shown.has(coordinate) ? (node.arguments ?? []).map(argument => marked(argument, `${coordinate}(${argument.name.value}:)`)) : node.arguments
    return marked({ ...node, ...args && { arguments: args } }, coordinate)
  }
  return (definition: DefinitionNode): DefinitionNode => {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const { name: { value: type } } = definition
        return shown.has(type) ? { ...definition, fields: (definition.fields ?? []).map(node => field(type, node)) } : marked(definition, type)
      }
      case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
        const { name: { value: type } } = definition
        return shown.has(type) ? { ...definition, fields: (definition.fields ?? []).map(node => marked(node, `${type}.${node.name.value}`)) } : marked(definition, type)
      }
      case Kind.ENUM_TYPE_DEFINITION: {
        const { name: { value: type } } = definition
        return shown.has(type) ? { ...definition, ...texts.get(type), values: (definition.values ?? []).map(node => marked(node, `${type}.${node.name.value}`)) } : marked(definition, type)
      }
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.UNION_TYPE_DEFINITION: return marked(definition, definition.name.value)
      default: return definition
    }
  }
}

/** Every coordinate that a definition declares: its own name, its members and their arguments. */
export const coordinatesOf = (definition: DefinitionNode): readonly string[] => {
  if (!definition.kind.endsWith('TypeDefinition') || !('name' in definition) || definition.name === undefined) return []
  const { name: { value: type } } = definition
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [type, ...(definition.fields ?? []).flatMap(({ name, arguments: given = [] }) => [`${type}.${name.value}`, ...given.map(argument => `${type}.${name.value}(${argument.name.value}:)`)])]
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: return [type, ...(definition.fields ?? []).map(({ name }) => `${type}.${name.value}`)]
    case Kind.ENUM_TYPE_DEFINITION: return [type, ...(definition.values ?? []).map(({ name }) => `${type}.${name.value}`)]
    default: return [type]
  }
}
