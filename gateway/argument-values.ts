import { getArgumentValues } from 'graphql'
import type { FieldNode, GraphQLField } from 'graphql'
import { refuse } from './refusal.ts'

/** Coerced arguments of a field, defaults included; what cannot be coerced is refused without repeating it. */
export const argumentValues = (
  field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  try {
    return getArgumentValues(field, node, variables)
  } catch {
    throw refuse('BAD_USER_INPUT')
  }
}
