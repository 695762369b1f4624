import { isNamedType, Kind, type DirectiveNode, type DocumentNode, type FieldNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { PURPOSES } from '../../../schema/policy/principal.ts'
import type { Catalog } from '../read/catalog.ts'
import { ReadError } from '../read/read-error.ts'
import type { Reveal } from '../read/reveal.ts'

const REVEAL = 'reveal'
/** The reason itself never reaches a subgraph's text: it would stand in the keys of plans. */
const REASON = /^r(\d{1,2})$/

/** The request for the raw value of a field; fields of one response key are merged, and any of them may carry it. */
export function revealOf(nodes: readonly FieldNode[]): Reveal | undefined {
  const reveals = nodes.flatMap(({ directives }) => directives?.filter(isReveal) ?? []).map(readReveal)
  const [first] = reveals
  if (reveals.some((other) => other.index !== first?.index || other.purpose !== first.purpose)) throw new ReadError('VALIDATION_FAILED')
  return first
}

/** Throws where a request for a raw value stands on anything but a sensitive column. */
export function checkReveals({ schema, catalog }: { readonly schema: GraphQLSchema; readonly catalog: Catalog }, document: DocumentNode): void {
  const types = new TypeInfo(schema)
  visit(document, visitWithTypeInfo(types, {
    Field({ name, directives }) {
      if (!directives?.some(isReveal)) return
      const type = types.getParentType()
      const field = isNamedType(type) ? catalog.tables.get(type.name)?.fields.get(name.value) : undefined
      if (field?.kind !== 'COLUMN' || field.column.label.public) throw new ReadError('VALIDATION_FAILED')
    },
  }))
}

function isReveal({ name }: DirectiveNode): boolean {
  return name.value === REVEAL
}

function readReveal({ arguments: given = [] }: DirectiveNode): Reveal {
  const valueOf = (name: string) => given.find((argument) => argument.name.value === name)?.value
  const [reason, wanted] = [valueOf('reason'), valueOf('purpose')]
  const index = reason?.kind === Kind.STRING ? REASON.exec(reason.value)?.[1] : undefined
  const purpose = wanted?.kind === Kind.ENUM ? PURPOSES.find((known) => known === wanted.value) : undefined
  if (index === undefined || purpose === undefined) throw new ReadError('REASON_REQUIRED')
  return { index: Number(index), purpose }
}
