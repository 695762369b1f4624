import { Kind, visit } from 'graphql'
import type { ASTNode, DirectiveNode, DocumentNode, FieldNode, ValueNode } from 'graphql'
import { PURPOSES } from '../../schema/policy/principal.ts'
import type { Purpose } from '../../schema/policy/principal.ts'

/** The directive that asks for a raw value. */
export const REVEAL = 'reveal'

type Variables = Readonly<Record<string, unknown>>

/** The request for the raw value that a field carries. */
export const revealOf = ({ directives = [] }: FieldNode): DirectiveNode | undefined => directives.find(({ name }) => name.value === REVEAL)

/** An argument of the directive as it is written; undefined where it is left out or null. */
export const revealArgument = ({ arguments: given = [] }: DirectiveNode, name: 'reason' | 'purpose' | 'ticket'): ValueNode | undefined => {
  const value = given.find(argument => argument.name.value === name)?.value
  return value?.kind === Kind.NULL ? undefined : value
}

/** What an argument says, literal or variable; undefined for anything but a text. */
export const textIn = (value: ValueNode | undefined, variables: Variables): string | undefined => {
  if (!value) return undefined
  if (value.kind === Kind.STRING || value.kind === Kind.ENUM || value.kind === Kind.INT) return value.value
  const given = value.kind === Kind.VARIABLE && Object.hasOwn(variables, value.name.value) ? variables[value.name.value] : undefined
  return typeof given === 'string' ? given : undefined
}

/** The purpose of one request for a raw value; without one it is that of the whole request. */
export const purposeOf = (directive: DirectiveNode, variables: Variables, requested: Purpose): Purpose => {
  const name = textIn(revealArgument(directive, 'purpose'), variables)
  return PURPOSES.find(purpose => purpose === name) ?? requested
}

/** The purpose that a field of the wire form carries. */
export const wirePurposeOf = (node: FieldNode): Purpose | undefined => {
  const directive = revealOf(node)
  const value = directive && revealArgument(directive, 'purpose')
  return value?.kind === Kind.ENUM ? PURPOSES.find(purpose => purpose === value.value) : undefined
}

const found = new WeakMap<DocumentNode, readonly DirectiveNode[]>()

/** Every request for a raw value in a document, in the order of the text; read once. Most documents have none. */
export const revealsIn = (document: DocumentNode): readonly DirectiveNode[] => {
  const known = found.get(document)
  if (known) return known
  const directives: DirectiveNode[] = []
  const notice = (node: ASTNode): void => {
    if (node.kind === Kind.DIRECTIVE && node.name.value === REVEAL) directives.push(node)
  }
  visit(document, { Directive: notice })
  found.set(document, directives)
  return directives
}
