import { BREAK, getArgumentValues, Kind, visit } from 'graphql'
import type { FieldNode, GraphQLField } from 'graphql'
import { refuse } from './refusal.ts'

type Values = Readonly<Record<string, unknown>>

const constants = new WeakMap<FieldNode, Values>()

const hasVariables = (node: FieldNode): boolean => {
  let found = false
  const notice = (): typeof BREAK => {
    found = true
    return BREAK
  }
  for (const argument of node.arguments ?? []) visit(argument, { [Kind.VARIABLE]: notice })
  return found
}

const coerced = (field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Values): Values => {
  try {
    return getArgumentValues(field, node, variables)
  } catch {
    throw refuse('BAD_USER_INPUT')
  }
}

/** Coerced arguments of a field, defaults included; what cannot be coerced is refused without repeating it. Those without variables are read once. */
export const argumentValues = (field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Values): Values => {
  const known = constants.get(node)
  if (known) return known
  const values = coerced(field, node, variables)
  if (!hasVariables(node)) constants.set(node, values)
  return values
}
