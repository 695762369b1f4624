import { rawOf, textOf } from './client.ts'
import type { Graph, Row, Schema } from './client.ts'

/** Somebody who waits for an answer, as far as whoever asks may know. */
export interface WaitingCustomer {
  readonly ticket: number
  readonly subject: string
  /** For the screen: the address, its mask or a sign that it is withheld. */
  readonly from: string
  /** Only where the address itself is shown; a mask can be shown to people and written to nobody. */
  readonly writeTo: string | undefined
}

/** What of a ticket is asked for. Types of rows follow from it. */
const ticket = { id: true, ticketNumber: true, subject: true, user: { id: true, email: true } } as const

const customerOf = ({ ticketNumber, subject, user }: Row<'SupportTicket', typeof ticket>): WaitingCustomer => ({
  ticket: ticketNumber,
  subject: textOf(subject),
  from: user === null ? 'nobody' : textOf(user.email),
  writeTo: user === null ? undefined : rawOf(user.email),
})

/** The open tickets that have waited longest. */
export const waitingCustomers = async (graph: Graph<Schema>): Promise<readonly WaitingCustomer[]> => {
  const { supportTickets } = await graph.query({
    supportTickets: { $: { first: 5, filter: { status: { eq: 'OPEN' }, userId: { isNull: false } }, orderBy: [{ field: 'ID', direction: 'ASC' }] }, nodes: ticket },
  }, { name: 'WaitingCustomers' })
  return (supportTickets?.nodes ?? []).map(customerOf)
}

/** The same of one ticket, with the address itself: for its answer, and logged. */
export const customerToAnswer = async (graph: Graph<Schema>, id: string): Promise<WaitingCustomer | undefined> => {
  const reveal = { reason: 'Answers the ticket by mail', purpose: 'SUPPORT', ticket: id }
  const { supportTicket } = await graph.query({
    supportTicket: { $: { id }, ...ticket, user: { id: true, email: { $reveal: reveal } } },
  }, { name: 'CustomerToAnswer' })
  return supportTicket === null ? undefined : customerOf(supportTicket)
}
