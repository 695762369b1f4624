import { describe, expect, it } from 'vitest'
import { PII_CATEGORIES } from '../model.ts'
import { PURPOSES, type Purpose } from './principal.ts'
import { decideOnRow, type Action, type RowRelation } from './decide.ts'
import { policies } from './policies.ts'
import { ROLES } from './policy.ts'
import { aClass, aLabel, wireOf } from './test-principal.ts'

// Typed a second time from the specification, in its own words, and never imported: a slip in the product's table must not be copied here.
const TABLE = `
| category          | self | member | admin | billing admin | support | support lead | analyst | auditor | privacy officer | break-glass |
| CONTACT           | R    | M      | R*    | M             | M       | R*           | P       | P       | R*              | R*          |
| ONLINE_IDENTIFIER | R    | 0      | M     | 0             | M       | R*           | 0       | M       | R*              | R*          |
| GOVERNMENT_ID     | R*   | 0      | M     | R*            | X       | M            | X       | X       | R*              | R*          |
| PAYMENT_CARD      | M    | 0      | M     | R*            | X       | M            | X       | X       | R*              | M           |
| CREDENTIAL        | –    | –      | –     | –             | –       | –            | –       | –       | –               | –           |
| FREE_TEXT         | R    | R      | R     | 0             | TEXT    | R            | 0       | 0       | R               | R           |
| MIXED             | –    | JSON   | JSON  | 0             | JSON    | JSON         | 0       | JSON    | R*              | JSON        |`

const PURPOSES_OF: Readonly<Record<string, readonly Purpose[]>> = {
  'self': ['SERVICE'], 'member': ['SERVICE'], 'admin': ['SERVICE'], 'billing admin': ['BILLING'], 'support': ['SUPPORT'], 'support lead': ['SUPPORT'],
  'analyst': ['ANALYTICS'], 'auditor': ['AUDIT'], 'privacy officer': ['LEGAL', 'DSAR', 'SECURITY'],
}

const HOLDERS = {
  'self': { clearances: [], row: ['SELF'] },
  'member': { clearances: ['member'], row: ['MEMBER'] },
  'admin': { clearances: ['admin'], row: ['ADMIN'] },
  'billing admin': { clearances: ['billing_admin'], row: ['BILLING_ADMIN'] },
  'support': { clearances: ['support'], row: [] },
  'support lead': { clearances: ['support_lead'], row: [] },
  'analyst': { clearances: ['analyst'], row: [] },
  'auditor': { clearances: ['auditor'], row: [] },
  'privacy officer': { clearances: ['privacy_officer'], row: [] },
} as const

const CATASTROPHIC = ['GOVERNMENT_ID', 'PAYMENT_CARD', 'CREDENTIAL', 'HEALTH', 'FINANCIAL_ACCOUNT']

interface Case { readonly role: keyof typeof HOLDERS, readonly category: string, readonly purpose: Purpose, readonly revealed: boolean, readonly related: boolean, readonly pseudonym: boolean }

function specified({ role, category, purpose, revealed, related, pseudonym }: Case): Action {
  const nothing = CATASTROPHIC.includes(category) ? 'REFUSE' : 'REDACT'
  if (category === 'CREDENTIAL') return 'REFUSE'
  const row = rows().find(([name]) => name === category)
  const cell = row?.[header().indexOf(role)]
  if (!related || cell === undefined) return nothing
  const raw = PURPOSES_OF[role]?.includes(purpose) ?? false
  switch (cell) {
    case 'R': return raw ? 'REVEAL' : 'MASK'
    case 'R*': return raw && revealed ? 'REVEAL' : 'MASK'
    case 'M': case 'TEXT': case 'JSON': return 'MASK'
    case 'P': return pseudonym ? 'PSEUDONYM' : 'REDACT'
    case '0': return 'REDACT'
    case 'X': return 'REFUSE'
    default: return nothing
  }
}

function lines(): string[][] {
  return TABLE.trim().split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
}

function header(): string[] {
  return lines()[0] ?? []
}

function rows(): string[][] {
  return lines().slice(1)
}

const COLUMNS = ['self', 'member', 'admin', 'billing admin', 'support', 'support lead', 'analyst', 'auditor', 'privacy officer'] as const

describe('the clearance table', () => {
  it('has the cells of the specification, row by row', () => {
    const { cells, purposes } = policies().current
    const printed = Object.entries(cells).map(([category, row]) => [category, ...Object.values(row)])
    expect(printed).toEqual(rows())
    expect(ROLES.map((role) => role === 'break_glass' ? 'break-glass' : role.replace('_', ' '))).toEqual(header().slice(1))
    expect(Object.fromEntries(Object.entries(purposes).map(([role, listed]) => [role.replace('_', ' '), listed]))).toEqual({ ...PURPOSES_OF, 'break glass': ['GRANT'] })
  })

  it('decides as specified for every role, category, purpose, row and request for the raw value', () => {
    const differences: unknown[] = []
    let compared = 0
    for (const role of COLUMNS) for (const category of PII_CATEGORIES) for (const purpose of PURPOSES) {
      for (const revealed of [false, true]) for (const related of [false, true]) for (const pseudonym of [false, true]) {
        const holder = HOLDERS[role]
        const isBrandWide = holder.row.length === 0
        const relations: readonly RowRelation[] = related ? holder.row : []
        const label = aLabel(category, { pseudonym, ...(pseudonym ? { mask: 'EMAIL', redacted: undefined } as const : {}) })
        const target = { coordinate: 'Any.field', label, hasSubject: role === 'self', wire: wireOf(label), ...revealed && { revealed: purpose } }
        const actual = decideOnRow(aClass(holder.clearances, { purpose }), target, relations)
        const expected = specified({ role, category, purpose, revealed, related: related || isBrandWide, pseudonym })
        compared += 1
        if (actual !== expected) differences.push({ role, category, purpose, revealed, related, pseudonym, actual, expected })
      }
    }
    expect(differences).toEqual([])
    expect(compared).toBe(9 * 12 * 10 * 8)
  })
})

// The line of the specification about names, in its own words again.
const STAFF = ['support', 'support lead', 'analyst', 'auditor', 'privacy officer']

function specifiedName({ role, purpose, related, isPersonal, isPlace }: { readonly role: keyof typeof HOLDERS, readonly purpose: Purpose, readonly related: boolean, readonly isPersonal: boolean, readonly isPlace: boolean }): Action {
  const table = specified({ role, category: 'CONTACT', purpose, revealed: false, related: related || STAFF.includes(role), pseudonym: false })
  const isOurs = related && ['member', 'admin', 'billing admin'].includes(role)
  const isStaffs = STAFF.includes(role) && isPlace && !isPersonal
  if (!isOurs && !isStaffs) return table
  return purpose === 'SERVICE' || (role !== 'member' && role !== 'admin' && PURPOSES_OF[role]?.includes(purpose)) ? 'REVEAL' : 'MASK'
}

describe('the names of organizations and workspaces', () => {
  it('are decided as specified for every role, purpose and row', () => {
    const differences: unknown[] = []
    let compared = 0
    const label = aLabel('CONTACT', { mask: 'NAME', ownOrganization: true })
    for (const role of COLUMNS) for (const purpose of PURPOSES) for (const related of [false, true]) for (const isPersonal of [false, true]) {
      for (const coordinate of ['Organization.name', 'Organization.slug', 'Workspace.name', 'Workspace.slug', 'BillingProfile.legalEntity', 'Invoice.billToLegalEntity']) {
        const relations: readonly RowRelation[] = [...related ? HOLDERS[role].row : [], ...isPersonal ? [] : ['NOT_PERSONAL'] as const]
        const target = { coordinate, label, hasSubject: role === 'self', wire: 'String' }
        const actual = decideOnRow(aClass(HOLDERS[role].clearances, { purpose }), target, relations)
        const expected = specifiedName({ role, purpose, related, isPersonal, isPlace: /^(Organization|Workspace)\./.test(coordinate) })
        compared += 1
        if (actual !== expected) differences.push({ role, purpose, related, isPersonal, coordinate, actual, expected })
      }
    }
    expect(differences).toEqual([])
    expect(compared).toBe(9 * 10 * 2 * 2 * 6)
  })
})
