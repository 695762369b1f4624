import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql'
import type { SelectionNode, SelectionSetNode } from 'graphql'
import type { PlannedFetch } from './compile-plan.ts'

type Variables = Readonly<Record<string, unknown>>

/** A key that some fetch brings. */
export interface FetchedField {
  /** Name of the field; the key may be an alias of it. */
  readonly name: string
  /** What is known of the objects below; undefined for a leaf, and where several fetches bring the same key. */
  readonly below: Fetched | undefined
  readonly isSole: boolean
}

/** What stands in an object when all fetches are done, as far as the plan tells. */
export interface Fetched {
  /** In the order in which the object has them. */
  readonly fields: ReadonlyMap<string, FetchedField>
  /** Every object here comes from one fetch and has exactly these keys. */
  readonly isExact: boolean
}

interface Growing extends Fetched {
  readonly fields: Map<string, FetchedField & { readonly below: Growing | undefined }>
  isExact: boolean
}

const empty = (): Growing => ({ fields: new Map(), isExact: true })

const isSelected = (node: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true
  && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false

const selectionsOf = ({ document }: PlannedFetch): SelectionSetNode | undefined => {
  const [definition] = document.definitions
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : undefined
}

const addField = (target: Growing, key: string, field: FetchedField & { readonly below: Growing | undefined }): void => {
  const isKnown = target.fields.has(key)
  if (isKnown) target.isExact = false
  target.fields.set(key, isKnown ? { ...field, below: undefined, isSole: false } : field)
}

const addSelections = (target: Growing, set: SelectionSetNode, variables: Variables): Growing => {
  for (const selection of set.selections) {
    if (!isSelected(selection, variables)) continue
    if (selection.kind === Kind.FIELD) {
      const { alias, name, selectionSet } = selection
      addField(target, alias?.value ?? name.value, { name: name.value, below: selectionSet && addSelections(empty(), selectionSet, variables), isSole: true })
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      // which keys an object has depends on its type: its own projection finds out
      if (selection.typeCondition) target.isExact = false
      addSelections(target, selection.selectionSet, variables)
    } else target.isExact = false
  }
  return target
}

const atPath = (root: Growing, { path }: PlannedFetch): Growing | undefined =>
  path.filter(part => part !== '@').reduce<Growing | undefined>((at, part) => at?.fields.get(String(part))?.below, root)

const addEntities = (target: Growing, set: SelectionSetNode, variables: Variables): void => {
  // the keys by which it was found stand before what it was completed with
  target.isExact = false
  for (const entities of set.selections) if (entities.kind === Kind.FIELD && entities.selectionSet) addSelections(target, entities.selectionSet, variables)
}

/** Puts together what the fetches of a plan bring, for one set of conditions. */
export const fetchedBy = (fetches: readonly PlannedFetch[], variables: Variables): Fetched => {
  const root = empty()
  for (const fetch of fetches) {
    const set = selectionsOf(fetch)
    if (!set || fetch.conditions.some(({ variable, value }) => (variables[variable] === true) !== value)) continue
    const target = atPath(root, fetch)
    if (!target) continue
    if (fetch.isEntityFetch) addEntities(target, set, variables)
    else addSelections(target, set, variables)
    if (fetch.isRewritten) spoil(target)
  }
  return root
}

/** After a rewrite nothing is as the fetch asked for it. */
const spoil = (target: Growing): void => {
  target.isExact = false
  for (const { below } of target.fields.values()) if (below) spoil(below)
}
