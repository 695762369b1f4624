import { Kind, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from 'graphql'
import { isVariant, VARIANTS, type Variant } from './variants.ts'

/** Variants by coordinate, where a tag says them: `Type`, `Type.member`, `Type.field(argument:)`. */
export type Tags = ReadonlyMap<string, ReadonlySet<Variant>>

type Tagged = { readonly directives?: readonly ConstDirectiveNode[] | undefined }

/** The tags of a supergraph or of a contract. Words that name no variant are those of others, and `none` leaves no variant. */
export const readTags = ({ definitions }: DocumentNode): Tags => new Map(definitions.flatMap(tagsOfDefinition))

type Entry = readonly [coordinate: string, variants: ReadonlySet<Variant>]

const tagsOfDefinition = (definition: DefinitionNode): readonly Entry[] => {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [...entry(definition.name.value, definition), ...(definition.fields ?? []).flatMap(field => {
        const coordinate = `${definition.name.value}.${field.name.value}`
        return [...entry(coordinate, field), ...(field.arguments ?? []).flatMap(argument => entry(`${coordinate}(${argument.name.value}:)`, argument))]
      })]
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return [...entry(definition.name.value, definition), ...(definition.fields ?? []).flatMap(field => entry(`${definition.name.value}.${field.name.value}`, field))]
    case Kind.ENUM_TYPE_DEFINITION:
      return [...entry(definition.name.value, definition), ...(definition.values ?? []).flatMap(value => entry(`${definition.name.value}.${value.name.value}`, value))]
    default:
      return []
  }
}

const entry = (coordinate: string, { directives = [] }: Tagged): readonly Entry[] => {
  const words = directives.filter(({ name }) => name.value === 'tag').flatMap(wordOf)
  const variants = words.filter(isVariant)
  if (variants.length === 0 && !words.includes('none')) return []
  return [[coordinate, new Set(variants.includes('public') ? VARIANTS : variants)]]
}

const wordOf = ({ arguments: given = [] }: ConstDirectiveNode): readonly string[] =>
  given.flatMap(({ name, value }) => (name.value === 'name' && value.kind === Kind.STRING ? [value.value] : []))
