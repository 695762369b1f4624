import type { GraphQLError } from 'graphql'
import { decideInput, isLookup } from '../../schema/policy/decide-input.ts'
import type { InputUse } from '../../schema/policy/decide-input.ts'
import { decide } from '../../schema/policy/decide.ts'
import type { Target } from '../../schema/policy/decide.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import { metricOfField } from '../../schema/sdl/metric-of-field.ts'
import { dimensionName } from '../../schema/sdl/metric-types.ts'
import { argumentValues } from '../argument-values.ts'
import { refuse } from '../refusal.ts'
import type { OperationAnalysis } from './analyse-operation.ts'
import type { ArgumentSite } from './argument-site.ts'
import type { MemberUse } from './input-members.ts'

/** What the inputs of an operation come to for one caller. */
export interface JudgedInputs {
  readonly refused: GraphQLError | undefined
  /** Distinct values that are looked up: compared with a column that the caller cannot read. */
  readonly lookups: number
}

/** What one input comes to: REFUSE, ROW (over some rows), ALLOW, or LOOKUP (paid for). */
type Judgement = 'ALLOW' | 'ROW' | 'LOOKUP' | 'REFUSE'

const CODE_OF: Readonly<Record<InputUse, ErrorCode>> = {
  FILTER: 'PII_FILTER_REFUSED', LOOKUP: 'PII_FILTER_REFUSED', IS_NULL: 'PII_FILTER_REFUSED', ORDER: 'PII_ORDER_REFUSED', GROUP: 'PII_GROUP_REFUSED',
}

/** Over the whole operation, aliases and all: more would be a list of guesses. */
const MOST_LOOKUPS = 20

const refusal = ({ coordinate, label }: Target, use: InputUse, dimensions: readonly string[] | undefined): GraphQLError =>
  refuse(CODE_OF[use], { coordinate, rule: label.public ? `BRAND/${use}` : `${label.category}/${use}`, dimensions })

/** A figure that must not be grouped or filtered by something says by what it may be. */
const dimensionsOf = ({ parent, field }: ArgumentSite): readonly string[] | undefined =>
  parent === 'Metrics' ? metricOfField(field.name)?.dimensions.map(dimensionName) : undefined

/** What one caller may do with one column of an input. */
export const judgeInput = (principalClass: PrincipalClass, target: Target, { use, values }: MemberUse): Judgement => {
  const decision = decide(principalClass, target)
  const plain = decideInput(decision, use, target.label)
  if (plain === 'ALLOW' || values === undefined) return plain
  return isLookup(decision, target.label, principalClass) ? 'LOOKUP' : plain
}

/**
 * Judges every input that names a sensitive column; the same whether a row would match or not. A field that `@skip` leaves out
 * is judged too: what an operation may ask, and what it costs, must not depend on its switches.
 */
export const judgeInputs = (
  { sites, members }: OperationAnalysis, principalClass: PrincipalClass,
  { variables, isForeignField }: { readonly variables: Readonly<Record<string, unknown>>, readonly isForeignField: (coordinate: string) => boolean },
): JudgedInputs => {
  const lookedUp = new Set<string>()
  for (const site of sites) {
    // whoever is not ours enforces nothing: no labelled input reaches them
    const isForeign = isForeignField(`${site.parent}.${site.field.name}`)
    for (const member of members.ofArguments(site, argumentValues(site.field, site.node, variables))) {
      if (member.isWritten && !isForeign) continue
      for (const target of member.targets) {
        const judgement = isForeign ? 'REFUSE' : judgeInput(principalClass, target, member)
        if (judgement === 'REFUSE') return { refused: refusal(target, member.use, isForeign ? undefined : dimensionsOf(site)), lookups: 0 }
        if (judgement === 'LOOKUP') for (const value of member.values ?? []) lookedUp.add(JSON.stringify([target.coordinate, value]))
      }
    }
  }
  const isTooMany = lookedUp.size > MOST_LOOKUPS
  return { refused: isTooMany ? refuse('COST_LIMIT', { rule: 'lookups', limit: MOST_LOOKUPS }) : undefined, lookups: lookedUp.size }
}
