import { useDataProvider } from 'ra-core'
import { useEffect, useState } from 'react'
import type { AnyCommands, GraphDataProvider } from '../provider/graph-data-provider.ts'
import { rowOf, textOf } from '../provider/json.ts'
import { useConsole } from './schema-context.ts'
import type { Place } from './revealed.tsx'

/** A ticket that support may read for. */
export interface Ticket {
  readonly id: string
  readonly label: string
}

const TICKETS = 'SupportTicket'

/** The raw values of a ticket are those of its workspace and of its requester. */
const filterFor = (place: Place, record: unknown, type: string | undefined): object => {
  const { workspaceId, userId } = rowOf(record)
  const related = [
    ...type === 'User' ? [{ userId: { eq: place.id } }] : [], ...textOf(userId) === '' ? [] : [{ userId: { eq: userId } }],
    ...type === 'Workspace' ? [{ workspaceId: { eq: place.id } }] : [], ...textOf(workspaceId) === '' ? [] : [{ workspaceId: { eq: workspaceId } }],
  ]
  return { status: { in: ['OPEN', 'PENDING_CUSTOMER'] }, ...related.length > 0 && { or: related } }
}

/** Open tickets that a value could be read for, newest first; none where the schema has no tickets. */
export const useTickets = (place: Place, record: unknown, isWanted: boolean): readonly Ticket[] => {
  const { schema } = useConsole()
  const provider = useDataProvider<GraphDataProvider<AnyCommands>>()
  const [tickets, setTickets] = useState<readonly Ticket[]>([])
  useEffect(() => {
    const list = schema.resourceOfType(TICKETS)
    if (!isWanted || !list) return
    const filter = filterFor(place, record, schema.resources.get(place.resource)?.type)
    provider.getList(list.name, { filter, pagination: { page: 1, perPage: 20 }, meta: { fields: ['ticketNumber', 'subject', 'priority'] } })
      .then(({ data }) => setTickets(data.map(rowOf).map(({ id, ticketNumber, subject, priority }) => ({ id: textOf(id), label: `#${String(ticketNumber)} ${textOf(subject)} (${textOf(priority).toLowerCase()})` }))))
      .catch(() => undefined)
    // the place of an open dialog does not change
  }, [isWanted])
  return tickets
}
