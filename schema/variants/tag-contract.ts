import { Kind, parse, type DocumentNode, type EnumTypeDefinitionNode, type FieldDefinitionNode, type InputObjectTypeDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql'
import type { Entity, ModuleMetadata } from '../model.ts'
import type { InputUse } from '../policy/decide-input.ts'
import { policies } from '../policy/policies.ts'
import { labelsOf, type Labels, type SdlLabel } from '../sdl/read-labels.ts'
import type { CommandRights } from './command-rights.ts'
import { labelTargets, type LabelTargets } from './label-targets.ts'
import { variantRights, type VariantRights } from './variant-rights.ts'
import { KNOWN_VARIANTS, VARIANTS, type Variant } from './variants.ts'

/** What the tags of a contract follow from, beside its labels. */
export interface TagFacts {
  readonly modules: readonly ModuleMetadata[]
  /** Commands, and hand-written root fields that ask as much of their callers. */
  readonly commands: readonly CommandRights[]
}

/**
 * Prints `@tag` where a coordinate is not in all variants. What is tagged: entities and root fields that are public or not everybody's, and members with
 * a label. Types in between have none: they are wherever they are reached (docs/schema-variants.md).
 */
export const tagContract = (sdl: string, facts: TagFacts): string => {
  const document = parse(sdl)
  const tags = tagger(document, facts)
  const places = document.definitions.flatMap(definition => {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) return objectPlaces(definition, tags)
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return inputPlaces(definition, tags)
    return definition.kind === Kind.ENUM_TYPE_DEFINITION ? enumPlaces(definition, tags) : []
  })
  return places.toSorted((a, b) => b.at - a.at).reduce((text, { at, tag }) => `${text.slice(0, at)}${tag}${text.slice(at)}`, sdl)
}

interface Place {
  /** Offset in the text. */
  readonly at: number
  /** With a leading space. */
  readonly tag: string
}

interface Tagger {
  ofType(name: string): string
  ofField(type: string, field: FieldDefinitionNode): string
  ofArgument(coordinate: string): string
  ofInputField(coordinate: string): string
  ofEnumValue(coordinate: string): string
}

const place = (node: { readonly loc?: { readonly end: number } | undefined } | undefined, tag: string): readonly Place[] =>
  (node?.loc === undefined || tag === '' ? [] : [{ at: node.loc.end, tag }])

const isKeyed = ({ directives = [] }: Pick<ObjectTypeDefinitionNode, 'directives'>): boolean => directives.some(({ name }) => name.value === 'key')

const objectPlaces = ({ name, directives = [], interfaces = [], fields = [] }: ObjectTypeDefinitionNode, tags: Tagger): readonly Place[] => [
  ...place(directives.at(-1) ?? interfaces.at(-1) ?? name, isKeyed({ directives }) ? tags.ofType(name.value) : ''),
  ...fields.flatMap(field => [
    ...place(field, tags.ofField(name.value, field)),
    ...(field.arguments ?? []).flatMap(argument => place(argument, tags.ofArgument(`${name.value}.${field.name.value}(${argument.name.value}:)`))),
  ]),
]

const inputPlaces = ({ name, fields = [] }: InputObjectTypeDefinitionNode, tags: Tagger): readonly Place[] =>
  fields.flatMap(field => place(field, tags.ofInputField(`${name.value}.${field.name.value}`)))

const enumPlaces = ({ name, values = [] }: EnumTypeDefinitionNode, tags: Tagger): readonly Place[] =>
  values.flatMap(value => place(value, tags.ofEnumValue(`${name.value}.${value.name.value}`)))

const tagger = (document: DocumentNode, { modules, commands }: TagFacts): Tagger => {
  const labels = labelsOf(document)
  const entities = new Map(modules.flatMap(module => module.entities).map(entity => [entity.type, entity]))
  const keyed = new Set(document.definitions.flatMap(node => (node.kind === Kind.OBJECT_TYPE_DEFINITION && isKeyed(node) ? [node.name.value] : [])))
  const decisions = { labels, entities, keyed, targets: labelTargets(modules), rights: rightsOfProcess() }
  const input = (coordinate: string, uses: readonly InputUse[]): string => {
    const targets = targetsAt(coordinate, decisions)
    return targets.length === 0 ? '' : memberTags(decisions.rights.ofInput(targets, uses), rowsOf(ownerOf(coordinate), decisions))
  }
  return {
    ofType(name) {
      const entity = entities.get(name)
      return entity === undefined ? '' : printTags(decisions.rights.ofEntity(entity), KNOWN_VARIANTS)
    },
    ofField(type, field) {
      if (type === 'Mutation' || (type === 'Query' && commands.some(({ name }) => name === field.name.value))) return commandTag(field.name.value, commands, decisions.rights)
      if (type === 'Query') return printTags(rootVariants(field, decisions), KNOWN_VARIANTS)
      // what a type says is said of all its fields, which nobody reaches but through a field that leads to it
      const isLabelled = (field.directives ?? []).some(({ name }) => name.value === 'sensitivity')
      return isLabelled ? memberTags(fieldVariants(`${type}.${field.name.value}`, decisions), rowsOf(type, decisions)) : ''
    },
    ofArgument: coordinate => input(coordinate, ['FILTER', 'LOOKUP']),
    ofInputField: coordinate => (/^\w+Filter\./.test(coordinate) ? input(coordinate, ['FILTER', 'LOOKUP', 'IS_NULL']) : ''),
    ofEnumValue(coordinate) {
      if (/^\w+OrderField\./.test(coordinate)) return input(coordinate, ['ORDER'])
      return /^\w+Dimension\./.test(coordinate) ? input(coordinate, ['GROUP']) : ''
    },
  }
}

interface Decisions {
  readonly labels: Labels
  readonly entities: ReadonlyMap<string, Entity>
  /** Types that are entities of the graph, those without a table too. */
  readonly keyed: ReadonlySet<string>
  readonly targets: LabelTargets
  readonly rights: VariantRights
}

let known: VariantRights | undefined

/** Under the policy of this process; the committed contracts are printed under the product's own. */
const rightsOfProcess = (): VariantRights => known ??= variantRights(policies().current)

const targetsAt = (coordinate: string, { labels, targets }: Decisions) => {
  const label = labels.get(coordinate)
  return label === undefined ? [] : targets(label)
}

/** Type that a member of a filter, an order or a list of dimensions is about. */
const ownerOf = (coordinate: string): string => (coordinate.split('.')[0] ?? '').replace(/(Filter|OrderField|Dimension)$/, '')

/** Where a member of a type is that says nothing: with its type. */
const rowsOf = (type: string, { entities, keyed, rights }: Decisions): readonly Variant[] => {
  const entity = entities.get(type)
  if (entity !== undefined) return rights.ofEntity(entity)
  return keyed.has(type) ? KNOWN_VARIANTS : VARIANTS
}

/** Variants for which a labelled field is of use; undefined where it has no label of its own. */
const fieldVariants = (coordinate: string, decisions: Decisions): readonly Variant[] => {
  const { labels, rights } = decisions
  const label = labels.get(coordinate)
  if (label === undefined) return VARIANTS
  const targets = targetsAt(coordinate, decisions)
  return common([targets.length === 0 ? VARIANTS : rights.ofOutput(targets), ...ofRows(label, decisions)])
}

/** A hand-written field reads rows of several tables, of the kinds that it names. */
const ofRows = ({ reads, scope, category }: SdlLabel, { entities, rights }: Decisions): readonly (readonly Variant[])[] => {
  if (scope.length === 0 || category !== undefined) return []
  const read = [...new Set(reads.map(ownerOf))].flatMap(type => entities.get(type) ?? [])
  return [rights.ofScope(scope), ...read.map(entity => rights.ofEntity(entity))]
}

/** A root field without a label is public where its rows are. */
const rootVariants = (field: FieldDefinitionNode, decisions: Decisions): readonly Variant[] => {
  const coordinate = `Query.${field.name.value}`
  if (decisions.labels.has(coordinate)) return fieldVariants(coordinate, decisions)
  const type = field.type.kind === Kind.NAMED_TYPE ? field.type.name.value.replace(/Connection$/, '') : ''
  const entity = decisions.entities.get(type)
  return entity !== undefined && decisions.rights.ofEntity(entity).includes('public') ? VARIANTS : KNOWN_VARIANTS
}

const commandTag = (name: string, commands: readonly CommandRights[], rights: VariantRights): string => {
  const command = commands.find(one => one.name === name)
  return command === undefined ? '' : printTags(rights.ofCommand(command), KNOWN_VARIANTS)
}

const common = (lists: readonly (readonly Variant[])[]): readonly Variant[] => VARIANTS.filter(variant => lists.every(list => list.includes(variant)))

/** Of a member nothing is said where its type is not. */
const memberTags = (variants: readonly Variant[], ofType: readonly Variant[]): string => printTags(common([variants, ofType]), ofType)

/** Nothing where the coordinate is wherever it would be without a tag. What is public is in every variant, so that one word says it. */
const printTags = (variants: readonly Variant[], untagged: readonly Variant[]): string => {
  if (variants.length === untagged.length && untagged.every(variant => variants.includes(variant))) return ''
  const names = variants.includes('public') ? ['public'] : variants.length === 0 ? ['none'] : variants
  return names.map(name => ` @tag(name: "${name}")`).join('')
}

