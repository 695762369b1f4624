import { Kind, type DocumentNode } from 'graphql'
import { apiDocument } from './api-document.ts'
import { pruneDocument, type Keeps } from './prune-document.ts'
import { readTags, type Tags } from './read-tags.ts'
import { shownDescriptions } from './shown-descriptions.ts'
import { KNOWN_VARIANTS, type Variant } from './variants.ts'

/** A supergraph, read for its variants. */
export interface VariantSource {
  /** What clients see of the whole graph. */
  readonly api: DocumentNode
  readonly tags: Tags
  /** Entities and root fields: what is not tagged among them is in every variant but `public`. */
  readonly doors: ReadonlySet<string>
}

/** Reads a supergraph once for all of its variants. */
export const variantSource = (supergraph: DocumentNode): VariantSource => ({ api: apiDocument(supergraph), tags: readTags(supergraph), doors: doorsOf(supergraph) })

const ROOTS = ['Query', 'Mutation', 'Subscription']

const doorsOf = ({ definitions }: DocumentNode): ReadonlySet<string> => new Set(definitions.flatMap(definition => {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return []
  const { name: { value: type }, directives = [], fields = [] } = definition
  const isEntity = directives.some(({ name, arguments: given = [] }) => name.value === 'join__type' && given.some(argument => argument.name.value === 'key'))
  return [...isEntity ? [type] : [], ...ROOTS.includes(type) ? fields.map(({ name }) => `${type}.${name.value}`) : []]
}))

/** Pages of an entity and inputs about it are named after it; whoever has no rows of it has nothing to page and to compare. */
const COMPANION = /^(\w+?)(?:Connection|Edge|ListFilter|Filter|OrderBy|OrderField|Dimension)$/

/** Whether a coordinate is in one of these variants by its own tags, or by those of the entity that it is about. */
export const keepsOf = ({ tags, doors }: VariantSource, variants: readonly Variant[]): Keeps => {
  const isKnown = variants.some(variant => KNOWN_VARIANTS.some(known => known === variant))
  const keeps: Keeps = coordinate => {
    const tagged = tags.get(coordinate)
    if (tagged !== undefined) return variants.some(variant => tagged.has(variant))
    if (doors.has(coordinate)) return isKnown
    const [, entity = ''] = COMPANION.exec(coordinate) ?? []
    return !doors.has(entity) || keeps(entity)
  }
  return keeps
}

/** What clients see of the graph in these variants together. */
export const variantDocument = (source: VariantSource, variants: readonly Variant[]): DocumentNode => shownDescriptions(pruneDocument(source.api, keepsOf(source, variants)))
