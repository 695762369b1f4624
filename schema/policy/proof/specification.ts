import type { PiiCategory } from '../../model.ts'
import type { Action } from '../lattice.ts'
import type { Purpose } from '../principal.ts'

// Written a second time from the specification, in its own words, and never imported from the product: a slip in the table that decides must not be copied.
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

const CATASTROPHIC: readonly PiiCategory[] = ['GOVERNMENT_ID', 'PAYMENT_CARD', 'CREDENTIAL', 'HEALTH', 'FINANCIAL_ACCOUNT']
const STAFF: readonly string[] = ['support', 'support lead', 'analyst', 'auditor', 'privacy officer']

const LINES = TABLE.trim().split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
const [HEADER = [], ...ROWS] = LINES
const CELLS = new Map(ROWS.map(([category = '', ...cells]) => [category, new Map(cells.map((cell, place) => [HEADER[place + 1], cell]))]))

export const SPECIFIED_ROLES = ['self', 'member', 'admin', 'billing admin', 'support', 'support lead', 'analyst', 'auditor', 'privacy officer', 'break-glass'] as const
export type SpecifiedRole = (typeof SPECIFIED_ROLES)[number]

/** The lines of the table as they are printed: a category and its cells. */
export const SPECIFIED_ROWS: readonly (readonly string[])[] = ROWS

/** One question to the specification: somebody with one right alone reads one column of one row. */
export interface Case {
  readonly role: SpecifiedRole
  readonly category: PiiCategory
  /** Of the operation. */
  readonly purpose: Purpose
  /** Of `@reveal` on the field, if it is there. */
  readonly revealed: Purpose | undefined
  /** The token lists what the field is read for. */
  readonly isListed: boolean
  /** Words of the token about raw values: it has none at all, some but not these, these. */
  readonly scopes: 'NONE' | 'OTHERS' | 'RAW'
  /** The row is one where the right holds. */
  readonly isRelated: boolean
  readonly hasPseudonym: boolean
  readonly grantPurpose: Purpose
}

/** What the specification says about it. */
export function specifiedAction(one: Case): Action {
  const action = granted(one)
  if (one.scopes !== 'OTHERS') return action
  if (action === 'REVEAL') return 'MASK'
  return action === 'PSEUDONYM' ? 'REDACT' : action
}

function granted({ role, category, purpose, revealed, isListed, isRelated, hasPseudonym, grantPurpose }: Case): Action {
  const nothing = CATASTROPHIC.includes(category) ? 'REFUSE' : 'REDACT'
  if (category === 'CREDENTIAL') return 'REFUSE'
  const cell = CELLS.get(category)?.get(role)
  if (cell === undefined || !(isRelated || STAFF.includes(role))) return nothing
  const purposes = role === 'break-glass' ? [grantPurpose] : PURPOSES_OF[role] ?? []
  const isFor = isListed && purposes.includes(revealed ?? purpose)
  switch (cell) {
    case 'R': return isFor ? 'REVEAL' : 'MASK'
    case 'R*': return isFor && revealed !== undefined ? 'REVEAL' : 'MASK'
    case 'M': case 'TEXT': case 'JSON': return 'MASK'
    case 'P': return hasPseudonym ? 'PSEUDONYM' : 'REDACT'
    case '0': return 'REDACT'
    case 'X': return 'REFUSE'
    default: return nothing
  }
}
