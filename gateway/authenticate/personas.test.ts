import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { personas } from '../../prisma/seed/personas.ts'
import { atPath } from '../e2e/harness/at-path.ts'
import { clearBudgets } from '../e2e/harness/clear-budgets.ts'
import type { Answer } from '../e2e/harness/door.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { issueClaimsToken } from '../fixture/claims-issuer.ts'
import { issueDevelopmentToken } from './development-token.ts'

let world: World

beforeAll(async () => {
  await clearBudgets()
  world = await openWorld({ ...testDatabase(), brand: 'acme' })
})
afterAll(() => world.stop())

const ask = (token: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  world.ask(query, { headers: { authorization: `Bearer ${token}`, ...headers } })

describe('somebody of the demo data, who brings a token that says who and nothing else', () => {
  it.each(personas.map(persona => [persona.name, persona] as const))('%s is known with the clearances that the database has', async (_, persona) => {
    const { status, data } = await ask(await issueDevelopmentToken(world.keys.envelope, persona), '{ me { kind user { id } person { id } brand { id name } } }')
    expect(status).toBe(200)
    expect(data).toMatchObject({ me: { user: { id: persona.userId }, person: { id: persona.personId }, brand: { id: persona.brandId, name: persona.brandName } } })
  })

  it('works for the purposes of the persona', async () => {
    for (const persona of personas) {
      const token = await issueDevelopmentToken(world.keys.envelope, persona)
      for (const purpose of persona.purposes) expect((await ask(token, '{ __typename }', { 'x-veil-purpose': purpose })).status, `${persona.name} ${purpose}`).toBe(200)
      expect((await ask(token, '{ __typename }', { 'x-veil-purpose': 'MARKETING' })).codes).toEqual(['PURPOSE_NOT_ALLOWED'])
    }
  })

  it('has no use for rights in the token', async () => {
    const [member] = personas
    if (!member) throw new Error('no personas')
    expect((await ask(await issueClaimsToken(world.keys.envelope, { ...member, clearances: ['privacy_officer'] }), '{ __typename }')).status).toBe(401)
  })

  it('is refused at the host of another brand, and let in at that of their own', async () => {
    const [member] = personas
    if (!member) throw new Error('no personas')
    const caller = { authorization: `Bearer ${await issueDevelopmentToken(world.keys.envelope, member)}`, address: '127.0.0.1' }
    await expect(world.authenticate({ ...caller, host: 'acme.localhost' })).resolves.toMatchObject({ brandId: member.brandId })
    await expect(world.authenticate({ ...caller, host: 'anything.example' })).resolves.toMatchObject({ brandId: member.brandId })
    for (const host of ['globex.localhost', 'globex.test', '']) await expect(world.authenticate({ ...caller, host })).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } })
  })

  it('sees what the same persona with claims sees', async () => {
    for (const name of ['member', 'admin', 'support', 'analyst']) {
      const persona = personas.find(one => one.name === name)
      if (!persona) throw new Error('no such persona')
      const { data } = await ask(await issueDevelopmentToken(world.keys.envelope, persona), '{ users(first: 3) { totalCount edges { node { id fullName email } } } supportTickets(first: 3) { totalCount } }')
      expect(Number(atPath(data, 'users', 'totalCount')), name).toBeGreaterThan(0)
    }
  })
})
