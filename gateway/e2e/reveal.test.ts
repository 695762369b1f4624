import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import type { TokenHolder } from '../fixture/claims-issuer.ts'
import type { Answer } from './harness/door.ts'
import { freshHolder } from './harness/fresh-holder.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World
let second: World

beforeAll(async () => {
  [world, second] = await Promise.all([openWorld(testDatabase()), openWorld(testDatabase())])
})
afterAll(() => Promise.all([world.stop(), second.stop()]))

const SUPPORT = { 'x-veil-purpose': 'SUPPORT' }
const REASON = 'the requester asked to be called back'

const tickets = z.object({
  supportTickets: z.object({ nodes: z.array(z.object({ id: z.string(), workspaceId: z.string(), user: z.object({ id: z.string(), email: z.string().nullable() }).nullable() })) }),
})
const codesOf = ({ status, codes }: Answer) => ({ status, codes })

interface Case {
  readonly ticket: string
  readonly workspaceId: string
  readonly user: string
}

const casesIn = async (status: string, as: string | TokenHolder = 'support-lead', headers: Readonly<Record<string, string>> = SUPPORT): Promise<readonly Case[]> => {
  const { data } = await world.ask(`{ supportTickets(first: 50, filter: { status: { eq: ${status} } }) { nodes { id workspaceId user { id email } } } }`, { as, headers })
  return tickets.parse(data).supportTickets.nodes.flatMap(({ id, workspaceId, user }) => (user ? [{ ticket: id, workspaceId, user: user.id }] : []))
}

const openCase = async (): Promise<Case> => {
  const [found] = await casesIn('OPEN')
  if (!found) throw new Error('The demo data have no open ticket of anybody.')
  return found
}

const EMAIL = 'query ($user: ID!, $why: String!, $ticket: ID) { user(id: $user) { masked: email raw: email @reveal(reason: $why, purpose: SUPPORT, ticket: $ticket) } }'

const email = z.object({ user: z.object({ masked: z.string(), raw: z.string() }) })

const readEmail = async (as: TokenHolder, { ticket, user }: Pick<Case, 'ticket' | 'user'>, why = REASON): Promise<Answer> =>
  world.ask(EMAIL, { as, headers: SUPPORT, variables: { user, ticket, why } })

const rows = (text: string, values: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  withClient(testDatabase().superuserUrl, async client => (await client.query(text, [...values])).rows)

const logOf = ({ personId }: TokenHolder) => rows(`select details from identity.audit_log where actor_id = $1`, [personId])

describe('an e-mail address', () => {
  it('is masked for support, asked for or not, and nothing is logged', async () => {
    const support = freshHolder('support')
    const { user: { masked, raw } } = email.parse((await readEmail(support, await openCase())).data)
    expect([masked, raw]).toEqual([expect.stringContaining('•••@•••'), masked])
    expect(await logOf(support)).toEqual([])
  })

  it('is raw for a support lead with a reason and a ticket, and says so', async () => {
    const lead = freshHolder('support-lead')
    const answer = await readEmail(lead, await openCase())
    expect(email.parse(answer.data).user.raw).not.toContain('•')
    expect(answer.extensions).toMatchObject({ sensitivity: { fields: [{ path: 'user.masked', action: 'MASK' }, { path: 'user.raw', action: 'ROW' }] } })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  it('leaves one row in the log, which has a fingerprint of the reason in its place', async () => {
    const lead = freshHolder('support-lead')
    await readEmail(lead, await openCase())
    const logged = await rows(`select actor_id, event_type, details from identity.audit_log where actor_id = $1`, [lead.personId])
    expect(logged).toMatchObject([{ event_type: 'access.revealed', details: { coordinates: ['User.email'], purpose: 'SUPPORT' } }])
    expect(JSON.stringify(logged)).not.toContain('called back')
  })

  it('stays masked where it is of somebody else than the ticket', async () => {
    const [one, ...others] = await casesIn('OPEN')
    const inWorkspace = z.object({ user: z.object({ raw: z.string() }) })
    const raws = await Promise.all(others.slice(0, 8).map(async ({ user }) => inWorkspace.parse((await readEmail(freshHolder('support-lead'), { ticket: one?.ticket ?? '', user })).data).user.raw))
    expect(raws.filter(raw => raw.includes('•')).length).toBeGreaterThan(0)
  })

  it('is asked for with an open ticket that one sees: a closed, unknown and foreign one are refused in the same bytes', async () => {
    const [closed] = await casesIn('CLOSED')
    const [open] = await casesIn('OPEN')
    const globex = await casesIn('OPEN', 'other-brand-admin', {})
    expect(globex.length).toBeGreaterThan(0)
    const given = [closed?.ticket, globex[0]?.ticket, randomUUID(), 'x', ''].map(ticket => readEmail(freshHolder('support-lead'), { ticket: ticket ?? '', user: open?.user ?? '' }))
    const answers = await Promise.all(given)
    expect(answers.map(codesOf)).toEqual(answers.map(() => ({ status: 403, codes: ['TICKET_REQUIRED'] })))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })
})

describe('the budget of a person', () => {
  const page = 'query ($why: String!, $ticket: ID) { users(first: 20) { nodes { email @reveal(reason: $why, purpose: SUPPORT, ticket: $ticket) } } }'

  it('holds over two gateways that are asked at once', async () => {
    const lead = freshHolder('support-lead')
    const { ticket } = await openCase()
    const ask = (door: World) => door.ask(page, { as: lead, headers: SUPPORT, variables: { ticket, why: REASON } })
    const answers = await Promise.all(Array.from({ length: 12 }, (_, number) => ask(number % 2 === 0 ? world : second)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(answers.filter(({ status }) => status !== 200).map(codesOf)).toEqual(Array.from({ length: 7 }, () => ({ status: 429, codes: ['BUDGET_EXCEEDED'] })))
  })
})
