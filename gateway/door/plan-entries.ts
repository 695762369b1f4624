import { LOOKUP_PERMISSION } from '../../schema/policy/decide-input.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { Target } from '../../schema/policy/target.ts'
import { unlockOf } from '../../schema/policy/unlock.ts'
import { argumentValues } from '../argument-values.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import type { ArgumentSite } from '../sensitivity/argument-site.ts'
import { judgeInput } from '../sensitivity/judge-inputs.ts'
import { outputAction, outputUnlock } from '../sensitivity/verdict.ts'
import type { IsForeignField } from '../sensitivity/verdict.ts'
import { rulesOf } from './rules-of.ts'

type Variables = Readonly<Record<string, unknown>>

/** One use of one sensitive field, as the contract has it. */
export interface PlanEntry {
  readonly path: string
  readonly coordinate: string
  readonly category: string | null
  readonly use: string
  readonly decision: string
  readonly rules: readonly string[]
  readonly unlock: string | null
}

const entry = (principalClass: PrincipalClass, target: Target, place: Pick<PlanEntry, 'path' | 'use' | 'decision'>): PlanEntry => ({
  ...place,
  coordinate: target.coordinate,
  category: target.label.public ? null : target.label.category,
  rules: rulesOf(principalClass, target),
  unlock: unlockOf(principalClass, target.label) ?? null,
})

/** What is selected. */
export const outputEntries = ({ uses }: OperationAnalysis, principalClass: PrincipalClass, isForeignField: IsForeignField): readonly PlanEntry[] =>
  uses.flatMap(({ path, group }) => group.targets.map(target => ({
    ...entry(principalClass, target, { path, use: 'SELECT', decision: outputAction(principalClass, target, isForeignField) }),
    unlock: outputUnlock(principalClass, target, isForeignField) ?? null,
  })))

const argumentEntries = ({ members }: OperationAnalysis, site: ArgumentSite, { principalClass, values }: { readonly principalClass: PrincipalClass, readonly values: Variables }): readonly PlanEntry[] =>
  site.field.args.flatMap(argument => members.ofArgument(site, argument, values[argument.name]).flatMap(member => member.targets.map(target => {
    const path = `${site.path}(${argument.name})`
    if (member.isWritten) return entry(principalClass, target, { path, use: 'WRITE', decision: 'ALLOW' })
    const judgement = judgeInput(principalClass, target, member)
    const isLookup = judgement === 'LOOKUP'
    if (isLookup) return { ...entry(principalClass, target, { path, use: 'LOOKUP', decision: 'ALLOW' }), rules: [`permission ${LOOKUP_PERMISSION} for the brand`] }
    return entry(principalClass, target, { path, use: member.use, decision: judgement })
  })))

/** What arguments name, in literals and in variables. */
export const inputEntries = (analysis: OperationAnalysis, principalClass: PrincipalClass, variables: Variables): readonly PlanEntry[] =>
  analysis.sites.flatMap(site => argumentEntries(analysis, site, { principalClass, values: argumentValues(site.field, site.node, variables) }))
