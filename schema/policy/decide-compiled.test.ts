import { describe, expect, it } from 'vitest'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { PII_CATEGORIES, type SensitiveLabel } from '../model.ts'
import { actionOnRow } from './action-on-row.ts'
import { decide, decideOnRow } from './decide.ts'
import type { Decision } from './decision.ts'
import { isAtMost, type Action } from './lattice.ts'
import { policies } from './policies.ts'
import { CELLS, ROLES, type Cell, type Policy } from './policy.ts'
import { classOf, type PrincipalClass } from './principal-class.ts'
import { CHANNELS, CLEARANCES, PURPOSES, type Clearance, type Principal } from './principal.ts'
import { reaches } from './reach.ts'
import { ROW_RELATIONS } from './row-relation.ts'
import type { Target } from './target.ts'
import { aLabel, aPerson, wireOf } from './test-principal.ts'

const CASES = 6_000
const ROWS = 24
const email = aLabel('CONTACT', { mask: 'EMAIL', pseudonym: true })
const LABELS: readonly SensitiveLabel[] = [...PII_CATEGORIES.map((category) => aLabel(category)), email, email, email, aLabel('CONTACT', { mask: 'NAME', ownOrganization: true })]

/** The same sequence for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6D2B79F5) | 0
    const one = Math.imul(state ^ (state >>> 15), 1 | state)
    const two = (one + Math.imul(one ^ (one >>> 7), 61 | one)) ^ one
    return ((two ^ (two >>> 14)) >>> 0) / 2 ** 32
  }
}

function chooser(seed: number) {
  const random = randomOf(seed)
  const one = <T>(list: readonly [T, ...T[]] | readonly T[], fallback: T): T => list[Math.floor(random() * list.length)] ?? fallback
  const some = <T>(list: readonly T[], share: number): T[] => list.filter(() => random() < share)
  return { one, some, chance: (share: number) => random() < share }
}

function aCase(seed: number): { readonly principal: Principal, readonly policies: readonly Policy[], readonly target: Target, readonly rows: (typeof ROW_RELATIONS)[number][][] } {
  const { one, some, chance } = chooser(seed)
  const purpose = one(PURPOSES, 'SERVICE')
  const rights = () => {
    const held: Clearance[] = some(CLEARANCES, 0.2)
    return {
      clearances: held,
      assignments: held.flatMap((clearance) => clearance === 'member' || clearance === 'admin' || clearance === 'billing_admin' ? [{ clearance, orgId: 'o1', permissions: ['*'] }] : []),
      brandPermissions: [], scopes: chance(0.2) ? ['*', ...some(['pii.contact.reveal', 'pii.free_text.reveal'], 0.5)] : [],
    }
  }
  const principal = aPerson({
    ...rights(), purpose, purposes: chance(0.8) ? PURPOSES : some(PURPOSES, 0.5), channel: one([...CHANNELS, 'API', 'API', 'API'], 'API'),
    kind: chance(0.1) ? 'SERVICE_ACCOUNT' : 'PERSON',
    ...chance(0.3) && { onBehalfOf: { id: 'p3', personId: 'p3', ...rights() } },
    ...chance(0.3) && { breakGlass: { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: some(PII_CATEGORIES, 0.7), purpose: one(PURPOSES, 'SERVICE'), exp: 1 } },
  })
  const label = one(LABELS, email)
  const target: Target = {
    coordinate: label.ownOrganization ? 'Organization.name' : 'User.email', label, hasSubject: chance(0.9), wire: wireOf(label), ...chance(0.5) && { revealed: one(PURPOSES, 'SERVICE') },
  }
  const altered = (): Policy => ({ ...policies().current, version: `p_${seed}`, cells: Object.fromEntries(PII_CATEGORIES.map((category) => [category, anyRow(() => one(CELLS, '0'))])) })
  const held = chance(0.3) ? [policies().current, altered()] : chance(0.2) ? [altered(), altered()] : [policies().current]
  return { principal, policies: held, target, rows: Array.from({ length: ROWS }, () => some(ROW_RELATIONS, 0.35)) }
}

function anyRow(cell: () => Cell): Record<(typeof ROLES)[number], Cell> {
  return {
    self: cell(), member: cell(), admin: cell(), billing_admin: cell(), support: cell(), support_lead: cell(), analyst: cell(), auditor: cell(), privacy_officer: cell(), break_glass: cell(),
  }
}

/** Everybody who has to be allowed, each under each policy alone. */
function partsOf(principalClass: PrincipalClass, target: Target): readonly Decision[] {
  return principalClass.policies.map((policy) => decide({ ...principalClass, policies: [policy] }, target))
}

// Both are null on the wire.
const shown = (action: Action): Action => action === 'REFUSE' ? 'REDACT' : action

describe('a compiled decision', () => {
  it('does on every row what the definition says, and less only where somebody has a mask and a pseudonym side by side', () => {
    const wrong: unknown[] = []
    let [compared, narrower] = [0, 0]
    for (let seed = 1; seed <= CASES; seed++) {
      const { principal, policies: held, target, rows } = aCase(seed)
      const principalClass = classOf(principal, held)
      const decision = decide(principalClass, target)
      const isSingle = held.length === 1 && principal.onBehalfOf === undefined
      for (const relations of rows) {
        const [compiled, defined] = [shown(actionOnRow(decision, relations)), shown(decideOnRow(principalClass, target, relations))]
        compared += 1
        if (compiled === defined) continue
        narrower += 1
        if (!isAtMost(compiled, defined) || isSingle || compiled !== 'REDACT') wrong.push({ seed, relations, compiled, defined })
      }
    }
    printFigure(`${compared} rows of ${CASES} decisions compared; ${narrower} narrower than the definition`)
    expect(wrong.slice(0, 3)).toEqual([])
    expect(narrower).toBeLessThan(compared / 100)
  }, 60_000)

  it('is on no row more than that of the caller, of the person in whose name the caller works, and of each policy', () => {
    const wrong: unknown[] = []
    for (let seed = 1; seed <= CASES; seed++) {
      const { principal, policies: held, target, rows } = aCase(seed)
      const principalClass = classOf(principal, held)
      const decision = decide(principalClass, target)
      // an emergency access is one's own and counts for nothing in somebody else's name
      const { onBehalfOf, breakGlass: _, ...caller } = principalClass
      const parts = [...partsOf(principalClass, target), ...onBehalfOf ? [decide(caller, target)] : []]
      for (const relations of rows) {
        const action = actionOnRow(decision, relations)
        if (parts.some((part) => !isAtMost(shown(action), shown(actionOnRow(part, relations))))) wrong.push({ seed, relations })
      }
    }
    expect(wrong.slice(0, 3)).toEqual([])
  }, 60_000)

  it('leaves out of the log, or counts without a subject, only what it reveals, and nothing of a supervised caller', () => {
    const wrong: unknown[] = []
    for (let seed = 1; seed <= CASES; seed++) {
      const { principal, policies: held, target, rows } = aCase(seed)
      const decision = decide(classOf(principal, held), target)
      const isSupervised = principal.kind !== 'PERSON' || principal.onBehalfOf !== undefined || principal.breakGlass !== undefined
      if (isSupervised && decision.unlogged.length + decision.counted.length > 0) wrong.push({ seed })
      for (const relations of rows) {
        if ((reaches(decision.unlogged, relations) || reaches(decision.counted, relations)) && actionOnRow(decision, relations) !== 'REVEAL') wrong.push({ seed, relations })
        if (reaches(decision.unlogged, relations) && !relations.includes('SELF')) wrong.push({ seed, relations })
      }
    }
    expect(wrong.slice(0, 3)).toEqual([])
  }, 60_000)
})
