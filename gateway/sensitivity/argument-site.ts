import { Kind } from 'graphql'
import type { FieldNode, GraphQLField, SelectionSetNode } from 'graphql'

/** A field with arguments that can name a sensitive column. */
export interface ArgumentSite {
  readonly parent: string
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  /** That of the selection, without row numbers. */
  readonly path: string
  /** A root field that answers with the rows themselves: only such a one may look up by a value that its caller cannot read. */
  readonly isLookupPlace: boolean
  /** A field of the mutation type: a member that reads nothing is only written there. */
  readonly isCommand: boolean
}

const ROWS = ['nodes', 'edges']

const isUnconditional = ({ directives = [] }: { readonly directives?: readonly unknown[] }): boolean => directives.length === 0

const selectsRows = ({ selections }: SelectionSetNode): boolean => selections.some(selection => {
  if (!isUnconditional(selection)) return false
  if (selection.kind === Kind.FIELD) return ROWS.includes(selection.name.value)
  return selection.kind === Kind.INLINE_FRAGMENT && selectsRows(selection.selectionSet)
})

/** Whether a root field shows what it finds. A count alone would say that there is such a value, and leave no read to log. */
export const showsRows = (field: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode): boolean => {
  const isList = field.args.some(({ name }) => name === 'filter')
  return !isList || (selectionSet !== undefined && selectsRows(selectionSet))
}
