import type { BreakGlass } from './audit.ts'
import { createHash } from 'node:crypto'
import { DAY, HOUR, NOW, iso, isoOrNull } from './clock.ts'
import { SEATS } from './personas.ts'
import { born, insert, kept } from './rows.ts'
import type { Row, Step } from './rows.ts'
import type { World } from './world.ts'

const COORDINATES = [
  'User.email', 'User.fullName', 'Workspace.name', 'Invoice.invoiceTotalCents', 'BillingProfile.taxId', 'SupportTicket.body', 'AuditLog.ip',
] as const
const DOCUMENTS = [
  ['Overview', 'query Overview { workspaces(first: 20) { nodes { id name planTier } } }'],
  ['OpenTickets', 'query OpenTickets { supportTickets(first: 50) { nodes { id subject status } } }'],
  ['Bills', 'query Bills { invoices(first: 50) { nodes { id invoiceNumber status invoiceTotalCents } } }'],
] as const

function budgetRows(world: World): Row[] {
  const seats = [SEATS.supportLead, SEATS.privacyOfficer, SEATS.support]
  return seats.flatMap((seat, i) => (['HOUR', 'DAY'] as const).map((span) => {
    const startsAt = span === 'HOUR' ? NOW - HOUR : NOW - DAY
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('gateway', startsAt), createdAt: startsAt }),
      principal: `PERSON:${world.people.persons[seat]?.id ?? ''}`, kind: i === 2 ? 'LOOKUP' : 'REVEAL', span, starts_at: iso(startsAt),
      used: span === 'HOUR' ? 3 + i : 20 + i,
    }
  }))
}

/** Grants that run, and those whose review is due, as the audit module told. */
function breakGlassRows(world: World, grants: readonly BreakGlass[]): Row[] {
  return grants.filter(({ startsAt, verdict }) => startsAt > NOW - 5 * DAY || verdict === null).map((one) => ({
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.startsAt }), principal_person_id: one.principal, subject_person_id: one.subject,
    subject_entity_type: one.entity?.type ?? null,
    subject_entity_id: one.entity?.id ?? null, categories: [...one.categories], purpose: one.purpose, starts_at: iso(one.startsAt),
    expires_at: iso(one.expiresAt), ended_at: isoOrNull(one.endedAt),
    review_due_at: iso(one.startsAt + DAY), reviewed_at: null, source_version: 1,
  }))
}

const FAR_AWAY = '2100-01-01T00:00:00Z'

/** A file that somebody who has left called off: what the worker leaves behind stands in every table, and is shown to nobody. */
function fileSteps(world: World, at: number): Step[] {
  const once = world.slice === 0 ? [world.brand.id] : []
  const file = world.ids.next('gateway', at)
  return [
    insert('gateway.exports', once.map((brandId) => ({
      ...kept({ brandId, id: file, createdAt: at }), principal: 'PERSON:who left', request_hash: hashOf(file), request: {}, format: 'CSV', status: 'CANCELLED', rows: 1, bytes: 3,
      parts: 1, next_at: iso(at), expires_at: FAR_AWAY,
    }))),
    insert('gateway.export_parts', once.map((brandId) => ({
      ...born({ brandId, id: world.ids.next('gateway', at), createdAt: at }), export_id: file, number: 0, rows: 1, bytes: 3, crc: 0, mark: '', content: '\\x69640a',
    }))),
    insert('gateway.export_records', once.map((brandId) => ({ ...born({ brandId, id: world.ids.next('gateway', at), createdAt: at }), payload: {}, sent_at: iso(at) }))),
  ]
}

const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex')

/** What the door remembers; the brand's use of fields and documents only once. */
export function gatewaySteps(world: World, grants: readonly BreakGlass[]): Step[] {
  const at = NOW - 3 * DAY
  const birth = () => kept({ brandId: world.brand.id, id: world.ids.next('gateway', at), createdAt: at })
  const once = world.slice === 0
  const days = [1, 2, 3].map((age) => iso(NOW - age * DAY).slice(0, 10))
  const usage = once ? days.flatMap((day, d) => COORDINATES.map((coordinate, i) => ({
    ...birth(), coordinate, client: i % 2 === 0 ? 'web' : '', day, operations: 40 + i * 9 + d, withheld: i * 2,
  }))) : []
  const documents = once ? DOCUMENTS.map(([name, document], i) => ({
    ...birth(), document_hash: hashOf(document), document_id: hashOf(document), operation_name: name, document, client: i === 0 ? '' : 'web',
    status: i === 2 ? 'RETIRED' : 'ACTIVE',
    last_used_at: i === 2 ? null : iso(NOW - HOUR),
  })) : []
  return [
    insert('gateway.budgets', budgetRows(world)), insert('gateway.break_glass', breakGlassRows(world, grants)),
    insert('gateway.schema_usage', usage), insert('gateway.trusted_documents', documents),
    ...fileSteps(world, at),
  ]
}
