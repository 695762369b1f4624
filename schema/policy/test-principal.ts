import type { Label, PiiCategory, SensitiveLabel } from '../model.ts'
import { classOf, type PrincipalClass } from './principal-class.ts'
import type { Assignment, Clearance, Principal } from './principal.ts'

const LEVELS: Readonly<Record<PiiCategory, SensitiveLabel['level']>> = {
  CONTACT: 'PII', ONLINE_IDENTIFIER: 'PII', GOVERNMENT_ID: 'CATASTROPHIC', PAYMENT_CARD: 'CATASTROPHIC', CREDENTIAL: 'CATASTROPHIC',
  FREE_TEXT: 'PUBLIC', MIXED: 'PII', HEALTH: 'CATASTROPHIC', FINANCIAL_ACCOUNT: 'CATASTROPHIC', LOCATION: 'PII', DEMOGRAPHIC: 'PII', EARNINGS: 'PII',
}

/** A person of brand `b1` with one of every id, for tests. */
export function aPerson(parts: Partial<Principal> = {}): Principal {
  return {
    kind: 'PERSON', brandId: 'b1', id: 'p1', personId: 'p1', userId: 'u1', clearances: [], assignments: [], brandPermissions: [],
    scopes: [], purposes: [], purpose: 'SERVICE', ...parts,
  }
}

/** The class of somebody with these clearances, those of an organization held in `o1`. */
export function aClass(clearances: readonly Clearance[], parts: Partial<Principal> = {}): PrincipalClass {
  const purpose = parts.purpose ?? 'SERVICE'
  return classOf(aPerson({ clearances, assignments: clearances.filter(isAssigned).map(assigned), purposes: [purpose], ...parts }))
}

/** The label of an ordinary column of the category, with a redacted copy where it is text. */
export function aLabel(category: PiiCategory, parts: Partial<SensitiveLabel> = {}): SensitiveLabel {
  const text = category === 'FREE_TEXT' ? { mask: 'TEXT', redacted: { column: 'body_redacted', versionColumn: 'redaction_version' } } as const : {}
  const mask = category === 'MIXED' ? 'JSON' : 'FIXED'
  return { public: false, level: LEVELS[category], category, mask, lookup: false, pseudonym: false, ownOrganization: false, ...text, ...parts }
}

/** The wire type that goes with a label. */
export function wireOf(label: Label): string {
  return !label.public && label.mask === 'JSON' ? 'JSON' : 'String'
}

function isAssigned(clearance: Clearance): clearance is Assignment['clearance'] {
  return clearance === 'member' || clearance === 'admin' || clearance === 'billing_admin'
}

function assigned(clearance: Assignment['clearance']): Assignment {
  return { clearance, orgId: 'o1', permissions: ['*'] }
}
