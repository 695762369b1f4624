import { PII_CATEGORIES } from '../model.ts'
import { cellOf, ROLES, type Cell, type CoordinateGrant, type Policy } from '../policy/policy.ts'
import { CHANNELS } from '../policy/principal.ts'
import type { CheckFinding } from './check-finding.ts'

/** How much a cell gives. A mask and a pseudonym are not comparable: going from one to the other is a change that somebody has to look at. */
const GIVES: Readonly<Record<Cell, number>> = { '–': 0, X: 1, 0: 2, P: 3, M: 4, TEXT: 4, JSON: 4, 'R*': 5, R: 6 }

const CEILING = { REDACT: 0, MASK: 1, REVEAL: 2 } as const

/** What the clearance table gives and did not give: stronger cells, further purposes of a role, further raw columns, a wider way out. */
export const policyChanges = (before: Policy, after: Policy): readonly CheckFinding[] => [
  ...PII_CATEGORIES.flatMap(category => ROLES.flatMap(role => {
    const [old, now] = [cellOf(before, role, category), cellOf(after, role, category)]
    return GIVES[now] > GIVES[old] ? [finding('CELL_STRONGER', `${role}/${category}`, `${role} had ${old} for ${category} and has ${now} now.`)] : []
  })),
  ...ROLES.flatMap(role => (role === 'break_glass' ? [] : after.purposes[role].filter(purpose => !before.purposes[role].includes(purpose))
    .map(purpose => finding('PURPOSE_ADDED', role, `${role} reads raw values for ${purpose} too.`)))),
  ...CHANNELS.filter(channel => CEILING[after.ceilings[channel]] > CEILING[before.ceilings[channel]])
    .map(channel => finding('CEILING_RAISED', channel, `${channel} lets ${after.ceilings[channel]} through, and let ${before.ceilings[channel]}.`)),
  ...newGrants(before, after),
]

const finding = (change: string, at: string, message: string): CheckFinding => ({ kind: 'PRIVACY', change, at, message })

const lines = ({ role, coordinates, purposes, rows }: CoordinateGrant): readonly string[] =>
  coordinates.flatMap(coordinate => purposes.map(purpose => `${role} ${coordinate} ${purpose}${rows === undefined ? '' : ` ${rows}`}`))

const newGrants = (before: Policy, after: Policy): readonly CheckFinding[] => {
  const old = new Set(before.grants.flatMap(lines))
  // what held for all rows includes what holds for some
  const isKnown = (line: string): boolean => old.has(line) || old.has(line.replace(/ NOT_PERSONAL$/, ''))
  return [...new Set(after.grants.flatMap(lines))].filter(line => !isKnown(line)).map(line => finding('GRANT_ADDED', line.split(' ')[1] ?? '', `A grant was added: ${line}.`))
}
