import {
  Kind, parse, type ConstDirectiveNode, type ConstValueNode, type DefinitionNode, type DocumentNode, type EnumTypeDefinitionNode,
  type FieldDefinitionNode, type InputObjectTypeDefinitionNode, type InputValueDefinitionNode, type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql'
import { MASK_FORMATS, PII_CATEGORIES, SENSITIVITY_LEVELS, type MaskFormat, type PiiCategory, type SensitivityLevel } from '../model.ts'
import { ROW_SCOPES, type RowScope } from './prelude.ts'

/** What the SDL says of a coordinate: an output field, an argument, a member of an input or of an enumeration. */
export interface SdlLabel {
  readonly level: SensitivityLevel
  /** Absent: not a personal fact of its own; decide over `reads` and `scope` alone. */
  readonly category?: PiiCategory
  readonly mask: MaskFormat
  /** Path to the data subject, `user(<path>)`, or `none`. */
  readonly subject?: string
  readonly lookup: boolean
  readonly pseudonym: boolean
  /** Output coordinates that decide; a labelled column names itself. */
  readonly reads: readonly string[]
  /** Row scopes of a hand-written field, or BRAND for a public value of brand-wide readers. */
  readonly scope: readonly RowScope[]
}

/** Labels by coordinate: `Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE`, and `Type` where a whole type is labelled. */
export type Labels = ReadonlyMap<string, SdlLabel>

/**
 * Every label of a supergraph or subgraph. A coordinate without an entry is public.
 * Fields of a labelled type have its label unless they have their own.
 */
export const labelsOf = (sdl: string | DocumentNode): Labels => {
  const document = typeof sdl === 'string' ? parse(sdl, { noLocation: true }) : sdl
  return new Map(document.definitions.flatMap(labelsOfDefinition))
}

type Entry = readonly [coordinate: string, label: SdlLabel]
type Labelled = { readonly directives?: readonly ConstDirectiveNode[] | undefined }

const labelsOfDefinition = (definition: DefinitionNode): readonly Entry[] => {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return labelsOfType({ ...definition, kind: Kind.OBJECT_TYPE_DEFINITION })
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return labelsOfInput(definition)
    case Kind.ENUM_TYPE_DEFINITION:
      return labelsOfEnum(definition)
    case Kind.SCALAR_TYPE_DEFINITION:
      return entry(definition.name.value, definition)
    default:
      return []
  }
}

const labelsOfType = (type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): readonly Entry[] => {
  const own = entry(type.name.value, type)
  return [...own, ...(type.fields ?? []).flatMap(field => labelsOfField(type.name.value, field, own[0]?.[1]))]
}

const labelsOfField = (type: string, field: FieldDefinitionNode, inherited: SdlLabel | undefined): readonly Entry[] => {
  const coordinate = `${type}.${field.name.value}`
  const own = entry(coordinate, field, [coordinate])
  const labels = own.length === 0 && inherited !== undefined ? [[coordinate, inherited] as const] : own
  return [...labels, ...(field.arguments ?? []).flatMap(argument => entry(`${coordinate}(${argument.name.value}:)`, argument))]
}

const labelsOfInput = (input: InputObjectTypeDefinitionNode): readonly Entry[] =>
  (input.fields ?? []).flatMap((field: InputValueDefinitionNode) => entry(`${input.name.value}.${field.name.value}`, field))

const labelsOfEnum = (type: EnumTypeDefinitionNode): readonly Entry[] =>
  (type.values ?? []).flatMap(value => entry(`${type.name.value}.${value.name.value}`, value))

const entry = (coordinate: string, node: Labelled, ownReads: readonly string[] = []): readonly Entry[] => {
  const directive = node.directives?.find(({ name }) => name.value === 'sensitivity')
  return directive === undefined ? [] : [[coordinate, readLabel(directive, ownReads)]]
}

const readLabel = (directive: ConstDirectiveNode, ownReads: readonly string[]): SdlLabel => {
  const value = (name: string): ConstValueNode | undefined => directive.arguments?.find(argument => argument.name.value === name)?.value
  const category = oneOf(PII_CATEGORIES, textOf(value('category')))
  const subject = textOf(value('subject'))
  return {
    level: oneOf(SENSITIVITY_LEVELS, textOf(value('level'))) ?? 'PUBLIC',
    ...(category === undefined ? {} : { category }),
    mask: oneOf(MASK_FORMATS, textOf(value('mask'))) ?? 'FIXED',
    ...(subject === undefined ? {} : { subject }),
    lookup: isTrue(value('lookup')),
    pseudonym: isTrue(value('pseudonym')),
    reads: textsOf(value('reads')) ?? ownReads,
    scope: (textsOf(value('scope')) ?? []).flatMap(name => oneOf(ROW_SCOPES, name) ?? []),
  }
}

const isTrue = (value: ConstValueNode | undefined): boolean => value?.kind === Kind.BOOLEAN && value.value

const textOf = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined

const textsOf = (value: ConstValueNode | undefined): readonly string[] | undefined =>
  value?.kind === Kind.LIST ? value.values.flatMap(item => textOf(item) ?? []) : undefined

/** A word that this version does not know must not pass for public. */
const oneOf = <const Name extends string>(names: readonly Name[], text: string | undefined): Name | undefined => {
  const known = names.find(name => name === text)
  if (text !== undefined && known === undefined) throw new Error(`Unknown word "${text}" in a @sensitivity directive.`)
  return known
}
