import type { Clearance, Principal, Purpose } from './principal.ts'

/** For what somebody with a clearance works where nothing else is said, and for what they may work where their token says so. */
const PURPOSES_OF: Readonly<Record<Clearance, { readonly usual: readonly Purpose[]; readonly possible: readonly Purpose[] }>> = {
  member: { usual: ['SERVICE'], possible: ['SERVICE'] },
  admin: { usual: ['SERVICE'], possible: ['SERVICE'] },
  billing_admin: { usual: ['SERVICE', 'BILLING'], possible: ['SERVICE', 'BILLING'] },
  support: { usual: ['SUPPORT'], possible: ['SERVICE', 'SUPPORT'] },
  support_lead: { usual: ['SUPPORT'], possible: ['SERVICE', 'SUPPORT', 'SECURITY'] },
  analyst: { usual: ['ANALYTICS'], possible: ['SERVICE', 'ANALYTICS', 'RESEARCH'] },
  auditor: { usual: ['AUDIT'], possible: ['SERVICE', 'AUDIT'] },
  privacy_officer: { usual: ['LEGAL', 'DSAR', 'SECURITY'], possible: ['SERVICE', 'LEGAL', 'DSAR', 'SECURITY', 'AUDIT'] },
}

type Rights = Pick<Principal, 'clearances' | 'assignments'>

/**
 * The purposes that somebody may work for, the usual one first: those that go with their clearances, narrowed to those that the token lists,
 * where it lists any. SERVICE is for everybody who has no clearance. Empty: for none.
 */
export function purposesOf(rights: Rights, listed: readonly Purpose[]): readonly Purpose[] {
  const held = clearancesOf(rights)
  const kind = listed.length === 0 ? 'usual' : 'possible'
  const allowed = new Set<Purpose>(held.length === 0 ? ['SERVICE'] : held.flatMap((clearance) => PURPOSES_OF[clearance][kind]))
  return listed.length === 0 ? [...allowed] : listed.filter((purpose) => allowed.has(purpose))
}

function clearancesOf({ clearances, assignments }: Rights): readonly Clearance[] {
  return [...clearances, ...assignments.map(({ clearance }) => clearance)]
}
