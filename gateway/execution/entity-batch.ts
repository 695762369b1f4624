import { isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { isOfType } from './is-of-type.ts'
import { mergeRow } from './merge-row.ts'
import type { Requirement, Rewrite } from './query-plan.ts'
import { rewriteData } from './rewrite-data.ts'
import { isRow } from './row.ts'
import type { Row } from './row.ts'

/** The references of one fetch, each of them once. */
export interface EntityBatch {
  readonly representations: readonly Row[]
  /** Of every reference, the objects that wait for its answer. */
  readonly owners: readonly (readonly [Row, ...Row[]])[]
}

/** Turns entities into a batch; what lacks a required field is left out, since its own fetch has failed and said so. */
export type BatchOf = (entities: readonly Row[]) => EntityBatch

interface Reference {
  /** Equal for equal references. */
  readonly mark: unknown
  representation(): Row
}

const batchBy = (refer: (entity: Row) => Reference | undefined): BatchOf => entities => {
  const indexOf = new Map<unknown, number>()
  const representations: Row[] = []
  const owners: [Row, ...Row[]][] = []
  for (const entity of entities) {
    const reference = refer(entity)
    if (!reference) continue
    const { mark } = reference
    const index = indexOf.get(mark)
    if (index !== undefined) owners[index]?.push(entity)
    else {
      indexOf.set(mark, representations.push(reference.representation()) - 1)
      owners.push([entity])
    }
  }
  return { representations, owners }
}

const selectValue = (schema: GraphQLSchema, value: unknown, selections: readonly Requirement[]): unknown => {
  if (Array.isArray(value)) return value.map(item => selectValue(schema, item, selections))
  return isRow(value) ? selectRow(schema, value, selections) : null
}

const selectRow = (schema: GraphQLSchema, row: Row, selections: readonly Requirement[]): Row | null => {
  const selected: Row = {}
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection
      if (typeCondition === undefined || row.__typename === undefined || !isOfType(schema, row.__typename, typeCondition)) continue
      mergeRow(selected, selectRow(schema, row, selection.selections) ?? {})
    } else {
      const key = selection.alias ?? selection.name
      const value = row[key]
      if (value === undefined) return null
      selected[key] = selection.selections ? selectValue(schema, value, selection.selections) : value
    }
  }
  return selected
}

/** Any requirement: references are equal when their texts are. */
const anyReference = (schema: GraphQLSchema, requires: readonly Requirement[], rewrites: readonly Rewrite[]) => (entity: Row): Reference | undefined => {
  const representation = selectRow(schema, entity, requires)
  if (!representation?.__typename) return undefined
  rewriteData(schema, rewrites, representation)
  return {
    mark: JSON.stringify(representation),
    representation() {
      return representation
    },
  }
}

interface SingleKey {
  readonly type: string
  readonly key: string
}

/** `... on Workspace { __typename id }`, as nearly every requirement is. */
const singleKeyOf = (schema: GraphQLSchema, requires: readonly Requirement[]): SingleKey | undefined => {
  const [fragment, ...others] = requires
  if (fragment?.kind !== 'InlineFragment' || others.length > 0 || !isObjectType(schema.getType(fragment.typeCondition ?? ''))) return undefined
  const [typeName, key, ...more] = fragment.selections
  if (typeName?.kind !== 'Field' || typeName.name !== '__typename' || key?.kind !== 'Field' || more.length > 0) return undefined
  if (typeName.alias !== undefined || key.alias !== undefined || key.selections !== undefined) return undefined
  return { type: fragment.typeCondition ?? '', key: key.name }
}

/** References by one text: compared without being printed. */
const singleReference = ({ type, key }: SingleKey, otherwise: (entity: Row) => Reference | undefined) => (entity: Row): Reference | undefined => {
  if (entity.__typename !== type) return undefined
  const value = entity[key]
  // printed references begin with a brace, and no key of ours does; anything that is not a text is printed
  if (typeof value !== 'string' || value.startsWith('{')) return otherwise(entity)
  // a method, one for each entity: the loader gives every arrow function that stands in a member its name anew, which costs ten times as much
  return {
    mark: value,
    representation() {
      return { __typename: type, [key]: value }
    },
  }
}

/** Compiles what a fetch requires of its entities. */
export const compileBatch = (schema: GraphQLSchema, requires: readonly Requirement[], rewrites: readonly Rewrite[]): BatchOf => {
  const any = anyReference(schema, requires, rewrites)
  const single = rewrites.length === 0 ? singleKeyOf(schema, requires) : undefined
  return batchBy(single ? singleReference(single, any) : any)
}
