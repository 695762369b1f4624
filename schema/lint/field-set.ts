import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql'
import { namedType, outputFields } from './contract.ts'

/** Coordinates that a federation field set (`id org { id }`) names, seen from a type of the document. */
export const coordinatesIn = (document: DocumentNode, type: string, fieldSet: string): readonly string[] => {
  const [operation] = parse(`{ ${fieldSet} }`).definitions
  return operation?.kind === Kind.OPERATION_DEFINITION ? walk(document, type, operation.selectionSet) : []
}

const walk = (document: DocumentNode, type: string, { selections }: SelectionSetNode): readonly string[] =>
  selections.flatMap(selection => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    if (selection.kind === Kind.INLINE_FRAGMENT) return walk(document, selection.typeCondition?.name.value ?? type, selection.selectionSet)
    const coordinate = `${type}.${selection.name.value}`
    return selection.selectionSet === undefined ? [coordinate] : [coordinate, ...walk(document, typeOf(document, coordinate), selection.selectionSet)]
  })

const typeOf = (document: DocumentNode, coordinate: string): string => {
  const found = outputFields(document).find(candidate => candidate.coordinate === coordinate)
  return found === undefined ? '' : namedType(found.field.type)
}
