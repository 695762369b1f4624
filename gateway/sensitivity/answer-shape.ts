import { getNamedType, isAbstractType, isCompositeType, Kind } from 'graphql'
import type { GraphQLOutputType } from 'graphql'
import type { OperationAnalysis } from './analyse-operation.ts'
import { collectFields, definitionOf, insideFragment } from './collect-fields.ts'
import type { Occurrence, Selected } from './collect-fields.ts'
import type { OutputGroup } from './output-groups.ts'
import { TYPE_ALIAS } from './reserved-names.ts'
import { tellsType } from './tells-type.ts'

/** A key of an answered object. */
export interface ShapeField {
  readonly key: string
  readonly type: GraphQLOutputType | undefined
  /** Not fetched, so null in the answer. */
  readonly withheld: boolean
  readonly group: OutputGroup | undefined
  /** The objects below; undefined where they are to be left as they were fetched. */
  readonly below: Shape | undefined
}

/** The keys of an object in the client's order, by the type that it turned out to have. */
export interface Shape {
  fieldsOf(object: Readonly<Record<string, unknown>>): readonly ShapeField[]
}

/** What differs between what was fetched and what is answered. */
export interface ShapeOptions {
  readonly variables: Readonly<Record<string, unknown>>
  isWithheld(group: OutputGroup): boolean
  /** Fetched, but changed before it is answered. */
  isMasked(group: OutputGroup): boolean
}

/**
 * How an answer differs from what was fetched; undefined where nothing does. Compiled as types turn up,
 * so its cost is that of the operation and not that of the rows.
 */
export const answerShape = (analysis: OperationAnalysis, options: ShapeOptions): Shape | undefined => {
  const { schema, groups, operation } = analysis
  const groupOf = ({ parent, node }: Occurrence): OutputGroup | undefined => groups.ofField(parent, node)
  const isTouched = (group: OutputGroup | undefined): boolean => !!group && (options.isWithheld(group) || options.isMasked(group))

  const below = (occurrence: Occurrence): readonly Selected[] => {
    const type = definitionOf(occurrence)?.type
    const parent = type && getNamedType(type)
    return occurrence.node.selectionSet && isCompositeType(parent) ? [{ parent, set: occurrence.node.selectionSet }] : []
  }
  const differs = ({ parent, set }: Selected): boolean => tellsType(analysis, parent, set) || set.selections.some(selection => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return false
    if (selection.kind === Kind.INLINE_FRAGMENT) return differs(insideFragment(schema, parent, selection))
    return isTouched(groupOf({ parent, node: selection })) || below({ parent, node: selection }).some(differs)
  })

  const fieldOf = (key: string, occurrences: readonly Occurrence[]): ShapeField => {
    const shown = occurrences.filter(occurrence => {
      const group = groupOf(occurrence)
      return !group || !options.isWithheld(group)
    })
    const [first] = shown.length > 0 ? shown : occurrences
    return {
      key,
      type: first && definitionOf(first)?.type,
      withheld: shown.length === 0,
      group: shown.map(groupOf).find(isTouched),
      below: shapeOf(shown.flatMap(below)),
    }
  }
  const shapeOf = (selected: readonly Selected[]): Shape | undefined => {
    if (!selected.some(differs)) return undefined
    const known = new Map<string, readonly ShapeField[]>()
    const only = selected.find(({ parent }) => !isAbstractType(parent))?.parent.name
    return {
      fieldsOf(object) {
        const typeName = only ?? String(object[TYPE_ALIAS])
        const fields = known.get(typeName)
          ?? [...collectFields(schema, selected, { typeName, variables: options.variables })].map(([key, found]) => fieldOf(key, found))
        known.set(typeName, fields)
        return fields
      },
    }
  }
  return shapeOf([{ parent: analysis.root, set: operation.selectionSet }])
}
