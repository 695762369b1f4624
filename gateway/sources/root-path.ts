import { Kind } from 'graphql'
import type { DocumentNode } from 'graphql'

/** The first root field of a fetch: the place of a failure that concerns the whole of it. */
export const rootPath = (document: DocumentNode): readonly string[] => {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    for (const selection of definition.selectionSet.selections) {
      if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value]
    }
  }
  return []
}
