import { getNamedType, getNullableType, isAbstractType, isCompositeType, isListType, isNonNullType, TypeNameMetaFieldDef } from 'graphql'
import type { GraphQLOutputType } from 'graphql'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { collectFields, definitionOf } from '../sensitivity/collect-fields.ts'
import type { Occurrence, Selected } from '../sensitivity/collect-fields.ts'
import type { OutputGroup } from '../sensitivity/output-groups.ts'
import type { Fetched, FetchedField } from './fetched.ts'
import { isRow } from './row.ts'
import type { Row } from './row.ts'

/** On what the form of an answer depends. */
export interface AnswerOptions {
  readonly analysis: OperationAnalysis
  /** Values of the variables of `@skip` and `@include`. */
  readonly conditions: Readonly<Record<string, unknown>>
  readonly fetched: Fetched
  isWithheld(group: OutputGroup): boolean
}

/** Makes a value of the answer from one that was fetched, which is not null. */
type Complete = (value: unknown) => unknown

interface AnswerField {
  readonly key: string
  /** A null here empties the object. */
  readonly isRequired: boolean
  /** The same in every object: its type, or null for what was withheld. */
  readonly constant: string | null | undefined
  /** Undefined where the value is answered as it was fetched. */
  readonly complete: Complete | undefined
}

/** What is known before the rows: a key, where it was selected, and with what below. */
interface Asked {
  readonly key: string
  readonly name: string
  readonly type: GraphQLOutputType
  readonly isWithheld: boolean
  /** Empty for a leaf. */
  readonly below: readonly Selected[]
}

const completeRow = (fields: readonly AnswerField[], row: Row): Row | null => {
  const answer: Row = {}
  for (const { key, isRequired, constant, complete } of fields) {
    const fetched = constant === undefined ? row[key] : constant
    const value = fetched === undefined || fetched === null ? null : complete ? complete(fetched) : fetched
    if (value === null && isRequired) return null
    answer[key] = value
  }
  return answer
}

const completeList = (item: GraphQLOutputType, complete: Complete): Complete => {
  const isRequired = isNonNullType(item)
  return value => {
    if (!Array.isArray(value)) return null
    const items = value.map(entry => (entry === null || entry === undefined ? null : complete(entry)))
    return isRequired && items.includes(null) ? null : items
  }
}

/**
 * Compiles the form of an answer: the client's keys in the client's order, null for what was withheld or could not be fetched,
 * and nothing that only the plan asked for. Objects that were fetched as they are answered are passed on untouched,
 * with all that is below them; so the cost is that of what several subgraphs put together.
 */
export const compileAnswer = ({ analysis, conditions, fetched, isWithheld }: AnswerOptions): ((data: Row) => Row | null) => {
  const { schema, groups } = analysis

  const isShown = ({ parent, node }: Occurrence): boolean => {
    const group = groups.ofField(parent, node)
    return !group || !isWithheld(group)
  }
  const selectedBelow = (occurrence: Occurrence): readonly Selected[] => {
    const type = definitionOf(occurrence)?.type
    const parent = type && getNamedType(type)
    return occurrence.node.selectionSet && isCompositeType(parent) ? [{ parent, set: occurrence.node.selectionSet }] : []
  }
  const ask = (key: string, occurrences: readonly Occurrence[]): readonly Asked[] => {
    const shown = occurrences.filter(isShown)
    const [first] = shown.length > 0 ? shown : occurrences
    const definition = first && definitionOf(first)
    if (!first || !definition) return []
    return [{ key, name: first.node.name.value, type: definition.type, isWithheld: shown.length === 0, below: shown.flatMap(selectedBelow) }]
  }
  const askedOf = (selected: readonly Selected[], typeName: string): readonly Asked[] =>
    [...collectFields(schema, selected, { typeName, variables: conditions })].flatMap(([key, found]) => ask(key, found))

  /** The one type that an object can have; undefined where its row tells. */
  const onlyType = (selected: readonly Selected[]): string | undefined => selected.find(({ parent }) => !isAbstractType(parent))?.parent.name

  const isFieldAsFetched = ({ name, isWithheld: isMissing, below }: Asked, given: FetchedField | undefined): boolean => {
    if (isMissing || !given?.isSole || given.name !== name) return false
    return below.length === 0 ? given.below === undefined : isAsFetched(below, given.below)
  }
  const isAsFetched = (selected: readonly Selected[], given: Fetched | undefined): boolean => {
    const type = onlyType(selected)
    if (!given?.isExact || type === undefined) return false
    const keys = [...given.fields.keys()]
    const asked = askedOf(selected, type)
    return asked.length === keys.length && asked.every((field, index) => field.key === keys[index] && isFieldAsFetched(field, given.fields.get(field.key)))
  }

  const completeBelow = ({ type, below }: Asked, given: FetchedField | undefined): Complete | undefined => {
    if (below.length === 0 || (given?.isSole === true && isAsFetched(below, given.below))) return undefined
    const complete = objectOf(below, given?.below)
    const nested = (at: GraphQLOutputType): Complete => {
      const nullable = getNullableType(at)
      return isListType(nullable) ? completeList(nullable.ofType, nested(nullable.ofType)) : complete
    }
    return nested(type)
  }
  const fieldOf = (asked: Asked, typeName: string, given: Fetched | undefined): AnswerField => ({
    key: asked.key,
    isRequired: isNonNullType(asked.type),
    constant: asked.isWithheld ? null : asked.name === TypeNameMetaFieldDef.name ? typeName : undefined,
    complete: completeBelow(asked, given?.fields.get(asked.key)),
  })
  const fieldsOf = (selected: readonly Selected[], typeName: string, given: Fetched | undefined): readonly AnswerField[] =>
    askedOf(selected, typeName).map(asked => fieldOf(asked, typeName, given))

  const objectOf = (selected: readonly Selected[], given: Fetched | undefined): Complete => {
    const only = onlyType(selected)
    if (only !== undefined) {
      const fields = fieldsOf(selected, only, given)
      return value => (isRow(value) ? completeRow(fields, value) : null)
    }
    const known = new Map<string, readonly AnswerField[]>()
    return value => {
      // an object of a type that the schema does not show is not shown either
      if (!isRow(value) || typeof value.__typename !== 'string' || !schema.getType(value.__typename)) return null
      const fields = known.get(value.__typename) ?? fieldsOf(selected, value.__typename, given)
      known.set(value.__typename, fields)
      return completeRow(fields, value)
    }
  }
  const fields = fieldsOf([{ parent: analysis.root, set: analysis.operation.selectionSet }], analysis.root.name, fetched)
  return data => completeRow(fields, data)
}
