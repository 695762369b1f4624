import { createHash } from 'node:crypto'
import { Kind, print, separateOperations, visit } from 'graphql'
import type { DocumentNode, OperationDefinitionNode, ValueNode } from 'graphql'

const hashes = new WeakMap<OperationDefinitionNode, string>()

/** A value that says which kind of literal stood here and nothing more. */
const blank = (node: ValueNode): ValueNode | undefined => {
  switch (node.kind) {
    case Kind.STRING: return { kind: Kind.STRING, value: '' }
    case Kind.INT: case Kind.FLOAT: return { kind: Kind.INT, value: '0' }
    case Kind.LIST: return { kind: Kind.LIST, values: [] }
    default: return undefined
  }
}

// a name that a client chose may hold a value too
const withoutValues = (document: DocumentNode): DocumentNode => visit(document, {
  Field: { leave: node => (node.alias ? { ...node, alias: undefined } : undefined) },
  StringValue: blank, IntValue: blank, FloatValue: blank, ListValue: blank,
})

const named = (document: DocumentNode, { name }: OperationDefinitionNode): DocumentNode => separateOperations(document)[name?.value ?? ''] ?? document

/** Names an operation in logs: the SHA-256 of its text with its fragments, without literals and aliases. Worked out once for each operation. */
export const operationHashOf = (document: DocumentNode, operation: OperationDefinitionNode): string => {
  const known = hashes.get(operation)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(print(withoutValues(named(document, operation)))).digest('hex')
  hashes.set(operation, hash)
  return hash
}
