import type { GraphQLError } from 'graphql'
import { decideInput } from '../../schema/policy/decide-input.ts'
import type { InputUse } from '../../schema/policy/decide-input.ts'
import { decide } from '../../schema/policy/decide.ts'
import type { Target } from '../../schema/policy/decide.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import { argumentValues } from '../argument-values.ts'
import { refuse } from '../refusal.ts'
import type { OperationAnalysis } from './analyse-operation.ts'

const CODE_OF: Readonly<Record<InputUse, ErrorCode>> = {
  FILTER: 'PII_FILTER_REFUSED', LOOKUP: 'PII_FILTER_REFUSED', IS_NULL: 'PII_FILTER_REFUSED', ORDER: 'PII_ORDER_REFUSED', GROUP: 'PII_GROUP_REFUSED',
}

const refusal = ({ coordinate, label }: Target, use: InputUse): GraphQLError =>
  refuse(CODE_OF[use], { coordinate, rule: label.public ? `BRAND/${use}` : `${label.category}/${use}` })

/**
 * The first input that names a column which this caller may not use so; the same error whether a row would match or not.
 * A field that `@skip` leaves out is judged too: what an operation may ask must not depend on its switches.
 */
export const refusedInput = (
  { sites, members }: OperationAnalysis, principalClass: PrincipalClass,
  { variables, isForeign }: { readonly variables: Readonly<Record<string, unknown>>, readonly isForeign: boolean },
): GraphQLError | undefined => {
  for (const { parent, field, node } of sites) {
    for (const { targets, use } of members.ofArguments(parent, field, argumentValues(field, node, variables))) {
      const refused = targets.find(target => isForeign || decideInput(decide(principalClass, target), use, target.label) === 'REFUSE')
      if (refused) return refusal(refused, use)
    }
  }
  return undefined
}
