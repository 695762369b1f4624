import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import type { TokenHolder } from '../fixture/claims-issuer.ts'
import { atPath } from './harness/at-path.ts'
import { personaNamed } from './harness/door.ts'
import type { Answer } from './harness/door.ts'
import { freshHolder } from './harness/fresh-holder.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(testDatabase())
})
afterAll(() => world.stop())

const REASON = 'asked to set the page up for them'
const { brandId: _brand, brandName: _name, purposes: _purposes, ...admin } = personaNamed('admin')
const { brandId: _otherBrand, brandName: _otherName, purposes: _others, ...member } = personaNamed('member')

const ask = (as: TokenHolder, query: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  world.ask(query, { as, headers: { 'x-veil-reason': REASON, ...headers } })

describe('somebody who works in the name of somebody else', () => {
  const actor = (): TokenHolder => freshHolder('admin', { onBehalfOf: member })

  it.each([['no', undefined, 'REASON_REQUIRED'], ['a short', 'because', 'REASON_REQUIRED'], ['a personal', 'for anna@example.org today', 'REASON_HAS_PII']])('gives %s reason and is refused', async (_, reason, code) => {
    const answer = await world.ask('{ me { kind } }', { as: actor(), headers: reason === undefined ? {} : { 'x-veil-reason': reason } })
    expect([answer.status, answer.codes]).toEqual([400, [code]])
  })

  it('sees no rows and no values that one of the two does not see', async () => {
    const count = async (as: TokenHolder): Promise<unknown> => atPath((await ask(as, '{ supportTickets { totalCount } }')).data, 'supportTickets', 'totalCount')
    const [alone, partner, together] = [await count(freshHolder('admin')), await count(personaNamed('member')), await count(actor())]
    expect(Number(together)).toBeLessThanOrEqual(Math.min(Number(alone), Number(partner)))
    expect(Number(alone)).toBeGreaterThan(Number(together))
  })

  it('is nobody’s self: what a person sees of themselves is not shown in their name', async () => {
    const own = (as: TokenHolder) => ask(as, `{ user(id: "${member.userId}") { email } }`)
    expect(atPath((await own(personaNamed('member'))).data, 'user', 'email')).not.toContain('•')
    expect(String(atPath((await own(actor())).data, 'user', 'email') ?? '•')).toContain('•')
  })

  it('has no emergency access', async () => {
    expect((await ask(actor(), '{ me { kind } }', { 'x-veil-break-glass': 'x' })).codes).toEqual(['BREAK_GLASS_REFUSED'])
  })

  it('is logged with both', async () => {
    const lead = freshHolder('support-lead', { purposes: ['SUPPORT', 'SERVICE'], onBehalfOf: { ...admin, clearances: ['admin', 'support_lead'] } })
    await ask(lead, '{ users(first: 1) { nodes { bio } } }', { 'x-veil-purpose': 'SUPPORT' })
    const logged = await withClient(testDatabase().superuserUrl, async client =>
      (await client.query(`select details from identity.audit_log where actor_id = $1`, [lead.personId])).rows)
    expect(logged.map(row => atPath(row, 'details', '_onBehalfOfPersonId'))).toEqual([admin.personId])
  })
})

describe('a service account', () => {
  const account = (more: Partial<TokenHolder> = {}): TokenHolder => freshHolder('admin', { kind: 'SERVICE_ACCOUNT', ...more })
  const EMAILS = '{ users(first: 20) { nodes { email } } }'

  it('sees masks, whatever its role sees', async () => {
    expect((await world.ask(EMAILS, { as: personaNamed('admin') })).text).toMatch(/"email":"[^•"]+@/)
    expect((await world.ask(EMAILS, { as: account() })).text).not.toMatch(/"email":"[^•"]+@/)
  })

  it('is nobody and no staff, whatever its claims say', async () => {
    const { data } = await world.ask('{ me { kind clearance user { id } person { id } } }', { as: account({ clearances: ['admin', 'privacy_officer'] }) })
    expect(data).toEqual({ me: { kind: 'SERVICE_ACCOUNT', clearance: ['ADMIN'], user: null, person: null } })
  })

  it('sees the raw value where its key names the category', async () => {
    const answer = await world.ask(EMAILS, { as: account({ scopes: ['*', 'pii.contact.reveal'] }) })
    expect(answer.text).toMatch(/"email":"[^•"]+@/)
  })
})
