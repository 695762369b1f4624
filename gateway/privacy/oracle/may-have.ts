import type { Column, Entity } from '../../../schema/model.ts'
import type { Person } from '../person.ts'

/** What a person may have of one value. */
export type Share = 'RAW' | 'MASK' | 'PSEUDONYM' | 'NONE'

/** What a row is to a person; `subjects` by column, because a value may be about somebody else than its row. */
export interface Standing {
  readonly isVisible: boolean
  readonly isSelf: boolean
  readonly inOrganization: boolean
  readonly inWorkspace: boolean
  readonly isNotPersonal: boolean
}

/** A cell is R (raw), r (raw when asked for with a reason, else masked), M, P, 0 (null) or - (nothing). In words: docs/sensitivity.md. */
const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  //                    CONTACT     ONLINE_IDENTIFIER       GOVERNMENT_ID       PAYMENT_CARD       FREE_TEXT       MIXED
  self:            { CONTACT: 'R', ONLINE_IDENTIFIER: 'R', GOVERNMENT_ID: 'r', PAYMENT_CARD: 'M', FREE_TEXT: 'R', MIXED: '-' },
  member:          { CONTACT: 'M', ONLINE_IDENTIFIER: '0', GOVERNMENT_ID: '0', PAYMENT_CARD: '0', FREE_TEXT: 'R', MIXED: 'M' },
  admin:           { CONTACT: 'r', ONLINE_IDENTIFIER: 'M', GOVERNMENT_ID: 'M', PAYMENT_CARD: 'M', FREE_TEXT: 'R', MIXED: 'M' },
  billing_admin:   { CONTACT: 'M', ONLINE_IDENTIFIER: '0', GOVERNMENT_ID: 'r', PAYMENT_CARD: 'r', FREE_TEXT: '0', MIXED: '0' },
  support:         { CONTACT: 'M', ONLINE_IDENTIFIER: 'M', GOVERNMENT_ID: '0', PAYMENT_CARD: '0', FREE_TEXT: 'M', MIXED: 'M' },
  support_lead:    { CONTACT: 'r', ONLINE_IDENTIFIER: 'r', GOVERNMENT_ID: 'M', PAYMENT_CARD: 'M', FREE_TEXT: 'R', MIXED: 'M' },
  analyst:         { CONTACT: 'P', ONLINE_IDENTIFIER: '0', GOVERNMENT_ID: '0', PAYMENT_CARD: '0', FREE_TEXT: '0', MIXED: '0' },
  auditor:         { CONTACT: 'P', ONLINE_IDENTIFIER: 'M', GOVERNMENT_ID: '0', PAYMENT_CARD: '0', FREE_TEXT: '0', MIXED: 'M' },
  privacy_officer: { CONTACT: 'r', ONLINE_IDENTIFIER: 'r', GOVERNMENT_ID: 'r', PAYMENT_CARD: 'r', FREE_TEXT: 'R', MIXED: 'r' },
}

const PURPOSES: Readonly<Record<string, readonly string[]>> = {
  self: ['SERVICE'], member: ['SERVICE'], admin: ['SERVICE'], billing_admin: ['BILLING'], support: ['SUPPORT'], support_lead: ['SUPPORT'],
  analyst: ['ANALYTICS'], auditor: ['AUDIT'], privacy_officer: ['LEGAL', 'DSAR', 'SECURITY'],
}

const PLACES = ['Organization.name', 'Organization.slug', 'Workspace.name', 'Workspace.slug']
const OWN = [...PLACES, 'BillingProfile.legalEntity', 'Invoice.billToLegalEntity']

export interface Value {
  readonly entity: Entity
  readonly column: Column
  /** The field carries a request for the raw value. */
  readonly isAsked?: boolean
}

/** What a person may have of a value of a row, worked out from the words of the documentation and from nothing that the product runs. */
export function shareOf(person: Person, { entity, column, isAsked = false }: Value, standing: Standing): Share {
  const { label } = column
  if (label.public || !standing.isVisible || label.category === 'CREDENTIAL') return 'NONE'
  const coordinate = `${entity.type}.${column.field}`
  const roles = [...(standing.isSelf ? ['self'] : []), ...person.clearances.filter((clearance) => holds(clearance, standing))]
  const cells = roles.map((role) => {
    const cell = TABLE[role]?.[label.category] ?? '-'
    const inPurpose = PURPOSES[role]?.includes(person.purpose) === true
    if (isGranted(role, coordinate, { person, standing })) return 'RAW'
    if (cell === 'R' || cell === 'r') return inPurpose && (cell === 'R' || isAsked) ? 'RAW' : 'MASK'
    return cell === 'M' ? 'MASK' : cell === 'P' && label.pseudonym ? 'PSEUDONYM' : 'NONE'
  })
  const [first, second] = person.purpose === 'ANALYTICS' || person.purpose === 'RESEARCH' ? (['PSEUDONYM', 'MASK'] as const) : (['MASK', 'PSEUDONYM'] as const)
  const share = (['RAW', first, second] as const).find((candidate) => cells.includes(candidate)) ?? 'NONE'
  return share === 'MASK' && !hasMask(column) ? 'NONE' : share
}

function holds(clearance: string, { inOrganization, inWorkspace }: Standing): boolean {
  if (clearance === 'member' || clearance === 'admin') return inOrganization || inWorkspace
  return clearance === 'billing_admin' ? inOrganization : true
}

function hasMask({ wire, enum: name, label }: Column): boolean {
  if (label.public) return true
  if (label.mask === 'TEXT' && label.redacted === undefined) return false
  return label.mask === 'JSON' ? wire === 'JSON' : wire === 'String' && name === undefined
}

/** Raw beyond the table. */
function isGranted(role: string, coordinate: string, { person: { purpose }, standing }: { readonly person: Person; readonly standing: Standing }): boolean {
  if (role === 'member' || role === 'admin') {
    const more = role === 'admin' ? ['User.email', 'Invitation.email', 'User.idpSubject'] : []
    return purpose === 'SERVICE' && [...OWN, 'User.fullName', 'Person.displayName', ...more].includes(coordinate)
  }
  if (role === 'billing_admin') {
    if (OWN.includes(coordinate) && ['SERVICE', 'BILLING'].includes(purpose)) return true
    return purpose === 'BILLING' && (/^(BillingAccount\.|Invoice\.(billTo|memo))/.test(coordinate) && coordinate !== 'Invoice.billToTaxId')
  }
  const isDesk = purpose === 'SERVICE' || PURPOSES[role]?.includes(purpose) === true
  return role !== 'self' && PLACES.includes(coordinate) && standing.isNotPersonal && isDesk
}
