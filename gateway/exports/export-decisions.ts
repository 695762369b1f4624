import { meet } from '../../schema/policy/lattice.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { outputAction } from '../sensitivity/verdict.ts'
import type { IsForeignField } from '../sensitivity/verdict.ts'
import type { Decided } from './export-request.ts'

type Decisions = Readonly<Record<string, Decided>>

/** What is decided about every sensitive column of an operation, by `path coordinate`. The path is that of the selection, without rows. */
export const decisionsOf = ({ uses }: OperationAnalysis, principalClass: PrincipalClass, isForeignField: IsForeignField): Decisions => Object.fromEntries(
  uses.flatMap(({ path, group }) => group.targets.map(target => [`${path} ${target.coordinate}`, outputAction(principalClass, target, isForeignField)])),
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

/** Whether a file that was made under these decisions may be shown under the present ones. */
export const isStillShown = (made: Decisions, now: Decisions): boolean => {
  const met = meetOf(made, now)
  return Object.keys(made).every(key => met[key] === made[key])
}
