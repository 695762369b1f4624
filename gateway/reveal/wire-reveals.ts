import { Kind, print, visit } from 'graphql'
import type { ASTNode, DirectiveNode, FieldNode, ValueNode } from 'graphql'
import type { Purpose } from '../../schema/policy/principal.ts'
import { REVEAL, revealArgument } from './reveal-directive.ts'

/** A request for raw values as the client wrote it; several fields that say the same share one. */
export interface WrittenReveal {
  readonly purpose: Purpose
  readonly reason: ValueNode | undefined
  readonly ticket: ValueNode | undefined
}

/** An operation as subgraphs are asked it. */
export interface WireForm<Node> {
  readonly node: Node
  /** `@reveal(reason: "r0")` means the first of them. */
  readonly reveals: readonly WrittenReveal[]
}

const textOf = (value: ValueNode | undefined): string => (value ? print(value) : '')

const wireDirective = (index: number, purpose: Purpose): DirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: REVEAL },
  arguments: [
    { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'reason' }, value: { kind: Kind.STRING, value: `r${index}` } },
    { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'purpose' }, value: { kind: Kind.ENUM, value: purpose } },
  ],
})

/** The place of a wire directive in the list of reveals. */
export const indexOf = (directive: DirectiveNode): number => {
  const reason = revealArgument(directive, 'reason')
  return reason?.kind === Kind.STRING ? Number(reason.value.slice(1)) : -1
}

/**
 * Takes reasons and tickets out of an operation and writes its purposes out. What is left is equal for equal questions, whoever asks and
 * whatever for reason they give, so it may stand in the key of a plan; a reason must not.
 */
export const wireReveals = <Node extends ASTNode>(node: Node, purposeOf: (directive: DirectiveNode) => Purpose): WireForm<Node> => {
  const reveals: WrittenReveal[] = []
  const indexes = new Map<string, number>()

  const rewrite = (directive: DirectiveNode): DirectiveNode => {
    const written = { purpose: purposeOf(directive), reason: revealArgument(directive, 'reason'), ticket: revealArgument(directive, 'ticket') }
    const key = JSON.stringify([written.purpose, textOf(written.reason), textOf(written.ticket)])
    const index = indexes.get(key) ?? reveals.push(written) - 1
    indexes.set(key, index)
    return wireDirective(index, written.purpose)
  }
  const withWireDirective = (field: FieldNode): FieldNode | undefined => {
    const { directives = [] } = field
    if (!directives.some(({ name }) => name.value === REVEAL)) return undefined
    return { ...field, directives: directives.map(directive => (directive.name.value === REVEAL ? rewrite(directive) : directive)) }
  }
  const wired: Node = visit(node, { Field: { enter: withWireDirective } })
  return { node: wired, reveals }
}
