import { visit } from 'graphql'
import type { DocumentNode } from 'graphql'

/** What stands in a document, fragments that nobody uses included: validation reads them all. */
export interface TextMeasure {
  /** Objects and lists inside each other, in literals and types. */
  readonly values: number
  /** Items of the longest list. */
  readonly list: number
  /** Selection sets inside each other. */
  readonly nesting: number
  readonly fields: number
  /** Wherever they stand: on definitions of operations, variables and fragments too. */
  readonly directives: number
  readonly fragments: number
}

/** Measures a document as it is written. Walked without recursion, because whatever reads it later recurses. */
export const measureText = (document: DocumentNode): TextMeasure => {
  const found = { values: 0, list: 0, nesting: 0, fields: 0, directives: 0, fragments: 0 }
  const at = { values: 0, nesting: 0 }
  const deeper = (what: 'values' | 'nesting') => ({
    enter: () => { found[what] = Math.max(found[what], ++at[what]) },
    leave: () => { at[what] -= 1 },
  })
  const values = deeper('values')
  visit(document, {
    ObjectValue: values,
    ListType: values,
    ListValue: {
      enter(node) {
        found.list = Math.max(found.list, node.values.length)
        values.enter()
      },
      leave: values.leave,
    },
    SelectionSet: deeper('nesting'),
    Field: () => { found.fields += 1 },
    Directive: () => { found.directives += 1 },
    FragmentDefinition: () => { found.fragments += 1 },
  })
  return found
}
