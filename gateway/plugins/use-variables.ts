import { getVariableValues } from 'graphql'
import { refuse } from '../refusal.ts'
import { isReservedVariable } from '../sensitivity/reserved-names.ts'
import type { RequestStage } from './in-order.ts'

/** Coerces the variables once, before any stage reads them, and keeps the names that the rewrite needs for itself. */
export const useVariables = (): RequestStage => ({
  every: {
    didResolveOperation({ schema, operation, request, contextValue: { scope } }) {
      const definitions = operation?.variableDefinitions ?? []
      const given: Readonly<Record<string, unknown>> = request.variables ?? {}
      const names = [...Object.keys(given), ...definitions.map(definition => definition.variable.name.value)]
      if (names.some(isReservedVariable)) throw refuse('RESERVED_NAME')
      const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: 1 })
      if (errors) throw refuse('BAD_USER_INPUT', {}, errors.flatMap(error => error.nodes ?? []))
      scope.variables = coerced
    },
  },
})
