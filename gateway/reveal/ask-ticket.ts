import { parse } from 'graphql'
import { z } from 'zod'
import type { Envelope, RequestFacts } from '../../schema/policy/envelope.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'

/** A ticket that raw values may be read for. */
export type Ticket = NonNullable<Envelope['ticket']>

/** Finds an open ticket as its caller may see it; undefined for one that is unknown, invisible or closed alike. */
export type AskTicket = (ticketId: string, facts: RequestFacts) => Promise<Ticket | undefined>

const TICKET = 'query ($id: ID!) { supportTicket(id: $id) { id workspaceId userId status } }'
const REQUESTER = 'query ($id: ID!) { user(id: $id) { personId } }'
const OPEN = ['OPEN', 'PENDING_CUSTOMER']
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const ticketAnswer = z.object({
  supportTicket: z.object({ id: z.string(), workspaceId: z.string(), userId: z.string().nullable(), status: z.enum(OPEN) }),
})
const requesterAnswer = z.object({ user: z.object({ personId: z.string() }) })

/** Asks support for the ticket and identity for its requester, both under the caller's own envelope: nobody reads for a ticket that they may not see. */
export const askTicket = (links: readonly SubgraphLink[]): AskTicket => {
  const documents = new Map([TICKET, REQUESTER].map(query => [query, parse(query, { noLocation: true })] as const))

  const ask = async <Answer>(name: string, query: string, { id, facts, shape }: { readonly id: string, readonly facts: RequestFacts, readonly shape: z.ZodType<Answer> }): Promise<Answer | undefined> => {
    const link = links.find(candidate => candidate.name === name)
    const response = await link?.call({ query, document: documents.get(query), variables: { id } }, facts)
    const parsed = shape.safeParse(response?.data)
    return parsed.success ? parsed.data : undefined
  }
  return async (ticketId, facts) => {
    if (!UUID.test(ticketId)) return undefined
    const found = await ask('support', TICKET, { id: ticketId, facts, shape: ticketAnswer })
    if (!found) return undefined
    const { supportTicket: { id, workspaceId, userId } } = found
    const requester = userId === null ? undefined : await ask('identity', REQUESTER, { id: userId, facts, shape: requesterAnswer })
    return {
      ticketId: id, workspaceId,
      ...(userId !== null && { requesterUserId: userId }),
      ...(requester && { requesterId: requester.user.personId }),
    }
  }
}
