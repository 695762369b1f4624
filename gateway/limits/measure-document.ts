import { Kind } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql'

/** How much an operation asks for, counted with every fragment spread out where it is used. */
export interface Measure {
  readonly depth: number
  readonly fields: number
  readonly rootFields: number
  readonly aliases: number
  readonly directives: number
}

const NOTHING: Measure = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 }

const together = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  fields: a.fields + b.fields,
  rootFields: a.rootFields + b.rootFields,
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
})

/**
 * Measures one operation of an unvalidated document. Each fragment is walked once, so a chain of fragments that doubles at every
 * step costs its length and not its size; a fragment that spreads itself counts nothing there and is left to validation.
 */
export const measureOperation = (document: DocumentNode, operation: OperationDefinitionNode): Measure => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const known = new Map<string, Measure>()

  const ofFragment = (name: string): Measure => {
    const measured = known.get(name)
    if (measured) return measured
    known.set(name, NOTHING)
    const measure = ofSelections(fragments.get(name)?.selectionSet)
    known.set(name, measure)
    return measure
  }

  const ofSelection = (selection: SelectionNode): Measure => {
    const directives = selection.directives?.length ?? 0
    if (selection.kind === Kind.FRAGMENT_SPREAD) return together(ofFragment(selection.name.value), { ...NOTHING, directives })
    const inner = ofSelections(selection.selectionSet)
    if (selection.kind === Kind.INLINE_FRAGMENT) return together(inner, { ...NOTHING, directives })
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      rootFields: 1,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      directives: inner.directives + directives,
    }
  }

  const ofSelections = (set: SelectionSetNode | undefined): Measure =>
    (set?.selections ?? []).reduce((sum, selection) => together(sum, ofSelection(selection)), NOTHING)

  return ofSelections(operation.selectionSet)
}
