import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import type { TokenHolder } from '../fixture/claims-issuer.ts'
import { atPath, listAt } from './harness/at-path.ts'
import { personaNamed } from './harness/door.ts'
import { freshHolder } from './harness/fresh-holder.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World
let subject: TokenHolder

const REASON = 'asked to look at their ticket'
const SUPPORT = { 'x-veil-purpose': 'SUPPORT' }
const tickets = z.object({ supportTickets: z.object({ nodes: z.array(z.object({ id: z.string(), user: z.object({ id: z.string() }).nullable() })) }) })

beforeAll(async () => {
  world = await openWorld(testDatabase())
  const { data } = await world.ask('{ supportTickets(first: 50, filter: { status: { eq: OPEN } }) { nodes { id user { id } } } }', { as: 'support-lead', headers: SUPPORT })
  const [ticket] = tickets.parse(data).supportTickets.nodes.filter(({ user }) => user !== null)
  const userId = ticket?.user?.id ?? ''
  const personId = await withClient(testDatabase().superuserUrl, async (client) => String((await client.query('select person_id from identity.users where id = $1', [userId])).rows[0]?.person_id))
  subject = { ...personaNamed('member'), userId, personId }
  const lead = freshHolder('support-lead')
  const inNameOf = { ...personaNamed('admin'), clearances: ['admin', 'support_lead'] } as const
  const read = await world.ask('query ($id: ID!) { supportTicket(id: $id) { subject } }', {
    as: freshHolder('support-lead', { onBehalfOf: inNameOf }), headers: { ...SUPPORT, 'x-veil-reason': REASON }, variables: { id: ticket?.id },
  })
  expect(read.codes).toEqual([])
  const revealed = await world.ask('query ($user: ID!, $ticket: ID) { user(id: $user) { email @reveal(reason: "asked to be called back", purpose: SUPPORT, ticket: $ticket) } }', { as: lead, headers: SUPPORT, variables: { user: userId, ticket: ticket?.id } })
  expect(revealed.codes).toEqual([])
  expect(atPath(revealed.data, 'user', 'email')).toMatch(/@example/)
  await world.flush()
})
afterAll(() => world.stop())

const LOOK = { purpose: 'SUPPORT', categories: ['CONTACT'], functions: expect.arrayContaining(['SUPPORT_LEAD']) }

it('tells a person of a look at their data within moments, and not who it was', async () => {
  const answer = await world.ask('{ myDataAccesses(first: 1) { occurredAt purpose categories functions } me { id accessesAboutMe(first: 1) { purpose categories functions } person { disclosures(first: 1) { purpose categories functions } } } }', { as: subject })
  expect(answer.codes).toEqual([])
  expect(answer.data).toMatchObject({
    myDataAccesses: [{ ...LOOK, occurredAt: expect.stringMatching(/Z$/) }], me: { accessesAboutMe: [LOOK], person: { disclosures: [LOOK] } },
  })
  expect(Date.now() - Date.parse(String(atPath(listAt(answer.data, 'myDataAccesses')[0], 'occurredAt')))).toBeLessThan(60_000)
})

it('tells them too of what another module shows under their account, because it knows no more of them', async () => {
  const { data } = await world.ask('{ myDataAccesses(first: 2) { categories } }', { as: subject })
  expect(listAt(data, 'myDataAccesses')).toEqual([{ categories: ['CONTACT'] }, { categories: ['FREE_TEXT'] }])
  const { data: ofOther } = await world.ask('{ myDataAccesses(first: 2) { categories } }', { as: { ...subject, userId: personaNamed('admin').userId } })
  expect(listAt(ofOther, 'myDataAccesses')[0]).toEqual({ categories: ['CONTACT'] })
  expect(listAt(ofOther, 'myDataAccesses')[1]).not.toEqual({ categories: ['FREE_TEXT'] })
})

it('keeps why somebody worked in the name of somebody else', async () => {
  const kept = await withClient(testDatabase().superuserUrl, async (client) =>
    (await client.query(`select reason, details ? 'reasonHmac' as hashed from audit.audit_logs where details ->> '_subjectUserId' = $1 order by chain_seq desc limit 1`, [subject.userId])).rows)
  expect(kept).toEqual([{ reason: REASON, hashed: true }])
})

it('tells nobody else but readers of the log', async () => {
  const ask = (as: string): ReturnType<World['ask']> => world.ask('query ($id: ID!) { person(id: $id) { id disclosures(first: 1) { purpose } } }', { as, variables: { id: subject.personId } })
  expect(atPath((await ask('auditor')).data, 'person', 'disclosures')).toEqual([{ purpose: 'SUPPORT' }])
  expect(atPath((await ask('support')).data, 'person', 'disclosures') ?? null).toBeNull()
  expect(atPath((await ask('other-brand-admin')).data, 'person') ?? null).toBeNull()
})

it('lets readers of the whole log check the chain, and nobody else', async () => {
  const ask = (as: string): ReturnType<World['ask']> => world.ask('{ verifyAuditChain { ok checked brokenAtSeq reason } }', { as })
  expect((await ask('auditor')).codes).toEqual([])
  expect(world.faults()).toEqual([])
  expect((await ask('auditor')).data).toMatchObject({ verifyAuditChain: { ok: true, brokenAtSeq: null, reason: null } })
  expect(atPath((await ask('member')).data, 'verifyAuditChain') ?? null).toBeNull()
  expect(world.faults()).toEqual([])
})
