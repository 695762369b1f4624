import { decide } from '../../schema/policy/decide.ts'
import { meet } from '../../schema/policy/lattice.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import type { OutputTarget } from '../sensitivity/output-groups.ts'
import { outputAction } from '../sensitivity/verdict.ts'
import type { IsForeignField } from '../sensitivity/verdict.ts'
import type { Decided } from './export-request.ts'

type Decisions = Readonly<Record<string, Decided>>

/** Which rows have what: two that depend on rows by different rules are decisions about different things. */
const rowRule = (principalClass: PrincipalClass, target: OutputTarget): string => {
  const { reveal, mask, pseudonym, first, otherwise } = decide(principalClass, target)
  return [reveal, mask, pseudonym, first, otherwise].map(String).join('/')
}

/**
 * What is decided about every sensitive column of an operation, by `path coordinate`, and by the rule of the rows where it depends on them, so that
 * another rule is met with nothing. The path is that of the selection, without rows.
 */
export const decisionsOf = ({ uses }: OperationAnalysis, principalClass: PrincipalClass, isForeignField: IsForeignField): Decisions => Object.fromEntries(
  uses.flatMap(({ path, group }) => group.targets.map((target): [string, Decided] => {
    const decided = outputAction(principalClass, target, isForeignField)
    return [[path, target.coordinate, ...decided === 'ROW' ? [rowRule(principalClass, target)] : []].join(' '), decided]
  })),
)

/** The weaker of two. Two that depend on rows in ways that differ cannot be compared here, so what differs from ROW is withheld. */
const weaker = (one: Decided, other: Decided): Decided => {
  if (one === other) return one
  return one === 'ROW' || other === 'ROW' ? 'REDACT' : meet(one, other)
}

/** The meet of two decisions about every column; what is decided about only once is withheld. */
export const meetOf = (kept: Decisions, now: Decisions): Decisions =>
  Object.fromEntries([...new Set([...Object.keys(kept), ...Object.keys(now)])].map(key => [key, weaker(kept[key] ?? 'REDACT', now[key] ?? 'REDACT')]))

/** Paths, below the rows, of the columns that the present decision shows and the meet does not. */
export const withheldPaths = (now: Decisions, met: Decisions): readonly (readonly string[])[] =>
  Object.keys(now).filter(key => met[key] !== now[key]).map(key => (key.split(' ')[0] ?? '').split('.').slice(2))

/** Whether a file, or what there is of it, may be shown that was made under these decisions. What was no decision then, as a column that has become sensitive, may not. */
export const isStillShown = (made: Decisions, now: Decisions): boolean => Object.entries(meetOf(made, now)).every(([key, met]) => met === made[key])
