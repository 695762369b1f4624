import { Kind, visit, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from 'graphql'

/** Names that composition adds to a supergraph. */
const MACHINERY = /^(?:join|link|core|federation|inaccessible|tag)__/

/** Directives of a schema that clients see. */
const SHOWN = ['deprecated', 'specifiedBy', 'oneOf']

/** What a client may write into a document. */
const EXECUTABLE: ReadonlySet<string> = new Set(['QUERY', 'MUTATION', 'SUBSCRIPTION', 'FIELD', 'FRAGMENT_DEFINITION', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT', 'VARIABLE_DEFINITION'])

const isMarked = ({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] | undefined }): boolean => directives.some(({ name }) => name.value === 'inaccessible')

const isShown = (definition: DefinitionNode): boolean => {
  switch (definition.kind) {
    case Kind.SCHEMA_DEFINITION: case Kind.SCHEMA_EXTENSION: return false
    case Kind.DIRECTIVE_DEFINITION: return definition.locations.some(({ value }) => EXECUTABLE.has(value)) && !MACHINERY.test(definition.name.value)
    default: return !('name' in definition && definition.name !== undefined && MACHINERY.test(definition.name.value)) && !('directives' in definition && isMarked({ directives: constant(definition.directives) }))
  }
}

const constant = (directives: readonly { readonly name: { readonly value: string } }[] | undefined): readonly ConstDirectiveNode[] =>
  (directives ?? []).map(({ name }): ConstDirectiveNode => ({ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name.value } }))

/** What clients see of a supergraph: its types without what composition and the labels add. Nodes keep their places. */
export const apiDocument = ({ definitions }: DocumentNode): DocumentNode => visit({ kind: Kind.DOCUMENT, definitions: definitions.filter(isShown) }, {
  FieldDefinition: node => (isMarked(node) ? null : undefined),
  InputValueDefinition: node => (isMarked(node) ? null : undefined),
  EnumValueDefinition: node => (isMarked(node) ? null : undefined),
  Directive: node => (SHOWN.includes(node.name.value) ? undefined : null),
})
