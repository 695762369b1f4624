import type { Resolvers } from '../engine/resolvers.ts'
import type { View } from '../engine/view/view.ts'

async function secondsUntil(view: View, id: string, field: 'firstRespondedAt' | 'resolvedAt'): Promise<number | null> {
  const ticket = await view.row('SupportTicket', id)
  const [from, to] = [ticket?.createdAt, ticket?.[field]]
  return typeof from === 'string' && typeof to === 'string' ? Math.floor((Date.parse(to) - Date.parse(from)) / 1000) : null
}

/** Fields of support that no generator can know. */
export const resolvers: Resolvers = {
  Query: {
    supportTicketByNumber: (_id, { orgId, ticketNumber }, { view }) =>
      view.first('SupportTicket', { filter: { orgId: { eq: orgId }, ticketNumber: { eq: ticketNumber } } }),
  },
  SupportTicket: {
    firstResponseSeconds: (id, _args, { view }) => secondsUntil(view, id, 'firstRespondedAt'),
    resolutionSeconds: (id, _args, { view }) => secondsUntil(view, id, 'resolvedAt'),
  },
}
