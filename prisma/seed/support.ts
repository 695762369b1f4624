import { DETECTORS_VERSION, redactText } from '../../schema/policy/detectors.ts'
import { isoOrNull } from './clock.ts'
import { born, insert, kept } from './rows.ts'
import type { Row, Step } from './rows.ts'
import type { MessagePlan, TicketPlan } from './support/plan.ts'
import type { World } from './world.ts'

/** One in forty copies was made by detectors of an older version, which nobody may be shown any more. */
const versionOf = (n: number): number => (n % 40 === 7 ? DETECTORS_VERSION - 1 : DETECTORS_VERSION)

function ticketRow(world: World, ticket: TicketPlan, i: number): Row {
  const { subject, body, category } = ticket.text
  const changed = ticket.closedAt ?? ticket.resolvedAt ?? ticket.respondedAt
  return {
    ...kept({ brandId: world.brand.id, id: ticket.id, createdAt: ticket.createdAt }, changed ?? ticket.createdAt, 1 + ticket.messages.length),
    org_id: ticket.workspace.orgId, workspace_id: ticket.workspace.id, user_id: ticket.requester?.userId ?? null, assignee_person_id: ticket.assignee?.id ?? null,
    ticket_number: ticket.number, subject, subject_redacted: redactText(subject), body, body_redacted: body === null ? null : redactText(body),
    redaction_version: versionOf(i),
    priority: ticket.priority, category, first_responded_at: isoOrNull(ticket.respondedAt), resolved_at: isoOrNull(ticket.resolvedAt),
    closed_at: isoOrNull(ticket.closedAt), status: ticket.status,
  }
}

function messageRow(world: World, ticket: TicketPlan, message: MessagePlan, i: number): Row {
  return {
    ...born({ brandId: world.brand.id, id: message.id, createdAt: message.at }),
    org_id: ticket.workspace.orgId, workspace_id: ticket.workspace.id, ticket_id: ticket.id, author_person_id: message.author?.id ?? null,
    is_internal: message.internal,
    body: message.body, body_redacted: redactText(message.body), redaction_version: versionOf(i),
  }
}

export function supportSteps(world: World, tickets: readonly TicketPlan[]): Step[] {
  const messages = tickets.flatMap((ticket) => ticket.messages.map((message) => ({ ticket, message })))
  return [
    insert('support.support_tickets', tickets.map((ticket, i) => ticketRow(world, ticket, i))),
    insert('support.support_ticket_messages', messages.map(({ ticket, message }, i) => messageRow(world, ticket, message, i))),
  ]
}
