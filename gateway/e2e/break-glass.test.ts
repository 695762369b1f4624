import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import type { TokenHolder } from '../fixture/claims-issuer.ts'
import { atPath, listAt } from './harness/at-path.ts'
import { personaNamed } from './harness/door.ts'
import type { Answer } from './harness/door.ts'
import { freshHolder } from './harness/fresh-holder.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World
const subject = personaNamed('member')

beforeAll(async () => {
  world = await openWorld(testDatabase())
})
afterAll(() => world.stop())

const OPEN = `mutation ($input: BreakGlassInput!) {
  breakGlass(input: $input) { capability replayed breakGlassGrant { id rowVersion } userErrors { code path } }
}`
const END = 'mutation ($input: EndBreakGlassInput!) { endBreakGlass(input: $input) { userErrors { code } } }'
const SECURITY = { 'x-veil-purpose': 'SECURITY' }

const INPUT = {
  subjectPersonId: subject.personId, categories: ['CONTACT', 'ONLINE_IDENTIFIER'], purpose: 'SECURITY', minutes: 15,
  reason: 'the account seems to be taken over and has to be checked', ticket: 'incident 42',
}

interface Grant {
  readonly id: string
  readonly capability: string
}

const open = async (as: TokenHolder, input: object = {}): Promise<Grant> => {
  const { data, text } = await world.ask(OPEN, { as, headers: SECURITY, variables: { input: { ...INPUT, idempotencyKey: randomUUID(), ...input } } })
  const capability = atPath(data, 'breakGlass', 'capability')
  if (typeof capability !== 'string') throw new Error(text)
  await world.flush()
  return { capability, id: String(atPath(data, 'breakGlass', 'breakGlassGrant', 'id')) }
}

const READ = `query ($user: ID!) { user(id: $user) {
  masked: email raw: email @reveal(reason: "the account has to be checked now", purpose: SECURITY) bio
} }`

const read = (as: TokenHolder, capability: string | undefined, user = subject.userId): Promise<Answer> =>
  world.ask(READ, { as, headers: { ...SECURITY, ...(capability !== undefined && { 'x-veil-break-glass': capability }) }, variables: { user } })

/** Nobody's cell but that of break-glass gives a support lead anything for SECURITY. */
const lead = (): TokenHolder => freshHolder('support-lead', { purposes: ['SUPPORT', 'SECURITY'] })

describe('an emergency access', () => {
  it('shows the raw values of its subject, to its holder, for a reason', async () => {
    const holder = lead()
    const before = await read(holder, undefined)
    expect(atPath(before.data, 'user', 'raw')).toContain('•')
    const { capability } = await open(holder)
    const { data, extensions } = await read(holder, capability)
    expect(atPath(data, 'user', 'raw')).toMatch(/^[^•]+@[^•]+$/)
    expect(atPath(data, 'user', 'masked')).toContain('•')
    expect(listAt(extensions, 'sensitivity', 'fields').map(field => [atPath(field, 'path'), atPath(field, 'action')]))
      .toEqual(expect.arrayContaining([['user.masked', 'MASK'], ['user.raw', 'ROW']]))
  })

  it('is logged with its subject', async () => {
    const holder = lead()
    const { capability } = await open(holder)
    await read(holder, capability)
    const logged = await withClient(testDatabase().superuserUrl, async client =>
      (await client.query(`select details from identity.audit_log where actor_id = $1 and event_type = 'access.revealed'`, [holder.personId])).rows)
    expect(logged).toMatchObject([{ details: { coordinates: ['User.email'], _subjectPersonId: subject.personId, purpose: 'SECURITY' } }])
  })

  it('shows nothing of anybody else', async () => {
    const holder = lead()
    const { capability } = await open(holder)
    const { data } = await read(holder, capability, personaNamed('admin').userId)
    expect(atPath(data, 'user', 'raw')).toContain('•')
  })

  it('opens no category that was not asked for', async () => {
    const holder = lead()
    const { capability } = await open(holder, { categories: ['ONLINE_IDENTIFIER'] })
    expect(atPath((await read(holder, capability)).data, 'user', 'raw')).toContain('•')
  })

  it('is refused in the same bytes when it was ended, is of somebody else, altered, or none', async () => {
    const [holder, other] = [lead(), lead()]
    const { capability, id } = await open(holder)
    const { capability: foreign } = await open(other)
    expect((await read(holder, capability)).status).toBe(200)
    await world.ask(END, { as: holder, headers: SECURITY, variables: { input: { id, idempotencyKey: randomUUID() } } })
    await world.flush()
    const altered = `${foreign.slice(0, -4)}AAAA`
    const answers = [await read(holder, capability), await read(holder, foreign), await read(other, altered), await read(holder, 'x'), await read(holder, '')]
    expect(answers.map(({ status, codes }) => ({ status, codes }))).toEqual(answers.map(() => ({ status: 403, codes: ['BREAK_GLASS_REFUSED'] })))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await read(other, foreign)).status).toBe(200)
  })

  it('is refused to the same person of another brand', async () => {
    const holder = lead()
    const { capability } = await open(holder)
    const { brandId } = personaNamed('other-brand-admin')
    expect((await read({ ...holder, brandId }, capability)).codes).toEqual(['BREAK_GLASS_REFUSED'])
  })

  it('is run once for one key, which may come as a header', async () => {
    const holder = lead()
    const headers = { ...SECURITY, 'idempotency-key': randomUUID() }
    const ask = () => world.ask(OPEN, { as: holder, headers, variables: { input: INPUT } })
    const [first, again] = [await ask(), await ask()]
    expect(atPath(first.data, 'breakGlass', 'breakGlassGrant', 'id')).toBe(atPath(again.data, 'breakGlass', 'breakGlassGrant', 'id'))
    expect([atPath(first.data, 'breakGlass', 'replayed'), atPath(again.data, 'breakGlass', 'replayed')]).toEqual([false, true])
  })
})
