import { Kind, visit, BREAK } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'

const LEFT_TO_LIBRARY = ['__schema', '__type']

/**
 * Whether we answer an operation ourselves. The library answers those that read the schema, and those with keys like `__proto__`
 * or `constructor`, which every object of ours would seem to have.
 */
export const isCovered = (operation: OperationDefinitionNode): boolean => {
  let covered = true
  visit(operation, {
    [Kind.FIELD]({ name, alias }) {
      if (!LEFT_TO_LIBRARY.includes(name.value) && !((alias ?? name).value in Object.prototype)) return undefined
      covered = false
      return BREAK
    },
  })
  return covered
}
