import { randomUUID } from 'node:crypto'
import { OperationTypeNode } from 'graphql'
import { argumentValues } from '../argument-values.ts'
import type { RequestScope } from '../gateway-context.ts'
import { refuse } from '../refusal.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { readFields } from '../sensitivity/read-fields.ts'
import type { FieldAtPlace } from '../sensitivity/read-fields.ts'
import type { RequestStage } from './in-order.ts'

const HEADER = 'idempotency-key'
const KEY = /^[\x21-\x7e]{8,128}$/

const commandsOf = ({ schema, root, operation }: OperationAnalysis): readonly FieldAtPlace[] => {
  const commands: FieldAtPlace[] = []
  readFields(schema, { root, set: operation.selectionSet }, place => {
    if (place.path.length === 1) commands.push(place)
  })
  return commands
}

const ownKeyOf = ({ field, node }: FieldAtPlace, { variables = {} }: RequestScope): unknown => {
  const { input } = argumentValues(field, node, variables)
  return typeof input === 'object' && input !== null && 'idempotencyKey' in input ? input.idempotencyKey ?? undefined : undefined
}

/**
 * Gives every command a key, so that it is run once however often it is sent: that of its input, of the header, or, where there is
 * one command without a key, a new one. Several commands without a key are refused: when one of them failed, the client could not send the rest again.
 */
const keyFor = (given: string | undefined, scope: RequestScope, commands: readonly FieldAtPlace[]): string => {
  if (given !== undefined && !KEY.test(given)) throw refuse('VALIDATION_FAILED', { rule: 'idempotencyKey' })
  if (given !== undefined) return given
  const keys = commands.map(command => ownKeyOf(command, scope))
  const [first] = keys
  if (keys.length > 1 && keys.includes(undefined)) throw refuse('IDEMPOTENCY_KEY_REQUIRED')
  return typeof first === 'string' && KEY.test(first) ? first : `once-${randomUUID()}`
}

/** Sees to it that no mutation reaches a subgraph without an idempotency key; a graph of other people knows of none. */
export const useIdempotencyKey = ({ isForeign }: { readonly isForeign: boolean }): RequestStage => ({
  every: {
    didResolveOperation({ operation, request, contextValue: { scope } }) {
      if (isForeign || operation?.operation !== OperationTypeNode.MUTATION || !scope.verdict) return
      const given = request.http?.headers.get(HEADER)
      scope.facts = { ...scope.facts, idempotencyKey: keyFor(given, scope, commandsOf(scope.verdict.analysis)) }
    },
  },
})
