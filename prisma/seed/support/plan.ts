import { DAY, HOUR, MINUTE, NOW } from '../clock.ts'
import { SEATS } from '../personas.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import { replyText, ticketText } from '../texts.ts'
import type { TicketText } from '../texts.ts'
import type { World } from '../world.ts'
import type { MemberPlan } from '../world/members.ts'
import type { WorkspacePlan } from '../world/organizations.ts'
import type { PersonPlan } from '../world/people.ts'

export const TICKETS_PER_SLICE = 300

export type TicketStatus = 'OPEN' | 'PENDING_CUSTOMER' | 'RESOLVED' | 'CLOSED'

export interface MessagePlan {
  readonly id: string
  readonly author: PersonPlan | null
  readonly internal: boolean
  readonly body: string
  readonly at: number
}

export interface TicketPlan {
  readonly id: string
  readonly workspace: WorkspacePlan
  readonly requester: MemberPlan | null
  readonly assignee: PersonPlan | null
  readonly text: TicketText
  readonly priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
  readonly status: TicketStatus
  readonly createdAt: number
  readonly respondedAt: number | null
  readonly resolvedAt: number | null
  readonly closedAt: number | null
  readonly messages: readonly MessagePlan[]
  /** Sequential in the organization. */
  readonly number: number
}

interface Desk {
  readonly world: World
  readonly choice: Random
  readonly agents: readonly PersonPlan[]
  readonly membersOf: ReadonlyMap<string, readonly MemberPlan[]>
}

interface Sketch {
  readonly workspace: WorkspacePlan
  readonly requester: MemberPlan | null
  readonly createdAt: number
}

/** The first tickets come from the workspaces of the personas, three of them from the member. */
function sketchOf({ world, choice, membersOf }: Desk, i: number): Sketch {
  const workspace = (i < 12 ? world.workspaces[i % 3] : choice.pick(world.workspaces.filter(({ status }) => status !== 'DELETED'))) ?? choice.pick(world.workspaces)
  const members = (membersOf.get(workspace.orgId) ?? []).filter(({ userId }) => userId !== null)
  const own = i < 3 ? members.find(({ person }) => person.n === SEATS.member) : undefined
  const anybody = members.length === 0 || choice.chance(0.07) ? null : choice.pick(members)
  const requester = own ?? anybody
  const from = Math.max(workspace.createdAt, requester?.joinedAt ?? 0) + DAY
  const until = Math.max(from + HOUR, (workspace.archivedAt ?? NOW) - 2 * HOUR)
  return { workspace: i < 3 ? (world.workspaces[0] ?? workspace) : workspace, requester, createdAt: from + Math.floor((until - from) * Math.sqrt(choice.next())) }
}

function statusOf(choice: Random, createdAt: number): TicketStatus {
  const age = NOW - createdAt
  if (age < 3 * DAY) return choice.weighted<TicketStatus>([[6, 'OPEN'], [3, 'PENDING_CUSTOMER'], [1, 'RESOLVED']])
  if (age < 12 * DAY) return choice.weighted<TicketStatus>([[3, 'OPEN'], [3, 'PENDING_CUSTOMER'], [3, 'RESOLVED'], [2, 'CLOSED']])
  return choice.weighted<TicketStatus>([[1, 'OPEN'], [14, 'CLOSED']])
}

/** Agent, customer, agent …, with a note to colleagues now and then; steps of minutes to a day. */
function conversation(desk: Desk, { requester, createdAt }: Sketch, assignee: PersonPlan | null, rounds: number, until: number): MessagePlan[] {
  const { choice, world } = desk
  const named = { full: requester?.person.full ?? 'Nobody', email: requester?.person.email ?? 'nobody@example.com' }
  const messages: MessagePlan[] = []
  let at = createdAt
  for (let i = 0; i < rounds && assignee !== null; i++) {
    at = Math.min(at + choice.int(10, 900) * MINUTE, until)
    const from = i % 2 === 0 ? 'agent' : choice.chance(0.25) ? 'note' : 'customer'
    const author = from === 'customer' ? (requester?.person ?? null) : assignee
    messages.push({ id: world.ids.next('support.support_ticket_messages', at), author, internal: from === 'note', body: replyText(choice, from, named), at })
  }
  return messages
}

function planTicket(desk: Desk, sketch: Sketch, number: number): TicketPlan {
  const { choice, world } = desk
  const { workspace, requester, createdAt } = sketch
  const status = statusOf(choice, createdAt)
  const assignee = status === 'OPEN' && choice.chance(0.4) ? null : choice.pick(desk.agents)
  const rounds = assignee === null ? 0 : status === 'OPEN' ? choice.int(0, 4) : choice.int(1, 6)
  const messages = conversation(desk, sketch, assignee, rounds, NOW - HOUR)
  const first = messages.find(({ author, internal }) => author === assignee && !internal)
  const last = Math.max(createdAt, ...messages.map(({ at }) => at))
  const resolvedAt = status === 'RESOLVED' || (status === 'CLOSED' && choice.chance(0.8)) ? Math.min(last + 20 * MINUTE, NOW - 30 * MINUTE) : null
  return {
    id: world.ids.next('support.support_tickets', createdAt), workspace, requester, assignee, number, createdAt, status, messages, resolvedAt,
    text: ticketText(choice, { full: requester?.person.full ?? 'Monitoring', email: requester?.person.email ?? 'monitoring@example.com' }),
    priority: choice.weighted([[2, 'LOW'], [6, 'NORMAL'], [2, 'HIGH'], [1, 'URGENT']] as const),
    respondedAt: first?.at ?? null,
    closedAt: status === 'CLOSED' ? Math.min((resolvedAt ?? last) + 7 * DAY, NOW - 10 * MINUTE) : null,
  }
}

export function planTickets(world: World): TicketPlan[] {
  const choice = random(`${world.brand.slug}/${world.slice}/tickets`)
  const membersOf = new Map(world.orgs.map((org) => [org.id, world.members.filter(({ orgId, status }) => orgId === org.id && status === 'ACTIVE')]))
  const agents = world.people.persons.filter(({ n }) => world.people.userOf.get(n)?.role === 'support')
  const desk: Desk = { world, choice, agents, membersOf }
  const numbers = new Map<string, number>()
  const sketches = Array.from({ length: TICKETS_PER_SLICE }, (_, i) => sketchOf(desk, i)).sort((a, b) => a.createdAt - b.createdAt)
  return sketches.map((sketch) => {
    const number = (numbers.get(sketch.workspace.orgId) ?? 0) + 1
    numbers.set(sketch.workspace.orgId, number)
    return planTicket(desk, sketch, number)
  })
}
