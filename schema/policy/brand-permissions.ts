import { readingForms } from './permission-registry.ts'
import { covers } from './permissions.ts'
import type { Clearance } from './principal.ts'

/** What an account is for in the brand (`users.role`). Fine rights come from assignments. */
export const ACCOUNT_ROLES = ['owner', 'admin', 'member', 'analyst', 'support', 'auditor'] as const
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

const EMERGENCIES = 'audit.break_glass.*'

/** What staff do besides reading: their own work, and nothing else of the brand. */
const DUTIES: Readonly<Partial<Record<Clearance, readonly string[]>>> = {
  support: ['support.*'],
  support_lead: ['support.*', EMERGENCIES],
  auditor: ['audit.*'],
  privacy_officer: [
    'audit.*', 'identity.clearance_grant.*', 'identity.person.*', 'identity.person_merge.*', 'identity.personal_access_token.*',
    'identity.retention_hold.*', 'identity.session.*', 'identity.user.*',
  ],
  analyst: [],
}

const ALL_READING = readingForms('*')

/** Permissions for the whole brand that come with a clearance: staff see every row, and change what their work is. Clearances of organizations bring none. */
export function brandPermissionsOf(clearance: Clearance): readonly string[] {
  const duties = DUTIES[clearance]
  return duties === undefined ? [] : [...duties, ...ALL_READING.filter((permission) => !duties.some((duty) => covers(duty, permission)))]
}

/** Permissions for the whole brand that come with the role of an account: its owner and its administrators run it, and see no value for that. */
export function brandPermissionsOfAccount(role: AccountRole): readonly string[] {
  return role === 'owner' || role === 'admin' ? ['*'] : []
}
