import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { principalOf } from './authenticate.ts'
import { issueDevelopmentToken } from './dev-issuer.ts'
import { developmentKey } from './development-tokens.ts'
import { fixtureGateway } from './fixture/fixture-gateway.ts'
import type { FixtureGateway } from './fixture/fixture-gateway.ts'

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway()
})
afterAll(() => gateway.gateway.stop())

const outcome = async (authorization: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
  const { status, body } = await gateway.ask('{ user(id: "u1") { name } }', { headers: { authorization, ...headers } })
  return body.errors ? { status, code: body.errors[0]?.extensions.code } : { status }
}

const UNKNOWN = { status: 401, code: 'UNAUTHENTICATED' }

const veil = { brandId: randomUUID(), personId: randomUUID(), userId: randomUUID(), clearances: ['member'], scopes: [], purposes: ['SERVICE'], orgs: [], workspaces: [] }

const sign = (payload: Readonly<Record<string, unknown>>, change: (jwt: SignJWT) => SignJWT = jwt => jwt, key: Uint8Array = developmentKey(gateway.keys)): Promise<string> =>
  change(new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).setIssuer('veilgraph-development').setAudience('veilgraph').setSubject('p')
    .setJti('j').setExpirationTime('1h')).sign(key)

describe('a caller', () => {
  it('with a token of the issuer is let in', async () => {
    expect(await outcome(`Bearer ${await sign({ veil })}`)).toEqual({ status: 200 })
  })

  it.each([
    ['', 'nothing'], ['Bearer', 'no token'], ['Bearer x', 'a word'], ['Bearer a.b.c', 'three words'], ['Basic dXNlcjpwYXNz', 'a password'],
    [`Bearer ${'a'.repeat(10_000)}`, 'a very long word'], ['Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', 'a token without a signature'],
  ])('with %j in the header is unknown: %s', async authorization => {
    expect(await outcome(authorization)).toEqual(UNKNOWN)
  })

  it.each([
    ['expired', (jwt: SignJWT) => jwt.setExpirationTime(Math.floor(Date.now() / 1000) - 60)],
    ['of another issuer', (jwt: SignJWT) => jwt.setIssuer('elsewhere')],
    ['for another audience', (jwt: SignJWT) => jwt.setAudience('elsewhere')],
    ['not valid yet', (jwt: SignJWT) => jwt.setNotBefore('1h')],
  ])('with a token that is %s is unknown', async (_, change) => {
    expect(await outcome(`Bearer ${await sign({ veil }, change)}`)).toEqual(UNKNOWN)
  })

  it('with a token of another key is unknown', async () => {
    expect(await outcome(`Bearer ${await sign({ veil }, jwt => jwt, createSecretKey(randomBytes(32)).export())}`)).toEqual(UNKNOWN)
  })

  it('with a token that was altered is unknown', async () => {
    const [head, , signature] = (await sign({ veil })).split('.')
    const payload = Buffer.from(JSON.stringify({ veil: { ...veil, clearances: ['privacy_officer'] } })).toString('base64url')
    expect(await outcome(`Bearer ${head}.${payload}.${signature}`)).toEqual(UNKNOWN)
  })

  it.each([
    ['no claims of ours', {}],
    ['an unknown clearance', { veil: { ...veil, clearances: ['root'] } }],
    ['a brand that is no id', { veil: { ...veil, brandId: "x' or 1=1" } }],
    ['an unknown purpose', { veil: { ...veil, purposes: ['FUN'] } }],
  ])('with a signed token that has %s is unknown', async (_, payload) => {
    expect(await outcome(`Bearer ${await sign(payload)}`)).toEqual(UNKNOWN)
  })

  it('with a token that expires while it is remembered is unknown from then on', async () => {
    const token = await issueDevelopmentToken(gateway.keys, veil, 1)
    expect(await outcome(`Bearer ${token}`)).toEqual({ status: 200 })
    await new Promise(resolve => setTimeout(resolve, 2100))
    expect(await outcome(`Bearer ${token}`)).toEqual(UNKNOWN)
  })

  it('without a token learns nothing about the schema', async () => {
    const ask = (query: string): Promise<{ text: string }> => gateway.ask(query, { headers: { authorization: '' } })
    expect((await ask('{ nope }')).text).toBe((await ask('{ user(id: "u1") { name } }')).text)
  })
})

describe('the purpose of a request', () => {
  it('is one that the token lists', async () => {
    const token = await gateway.tokenFor('billing_admin')
    expect(await outcome(`Bearer ${token}`, { 'x-veil-purpose': 'BILLING' })).toEqual({ status: 200 })
    expect(await outcome(`Bearer ${token}`, { 'x-veil-purpose': 'LEGAL' })).toEqual({ status: 403, code: 'PURPOSE_NOT_ALLOWED' })
    expect(await outcome(`Bearer ${token}`, { 'x-veil-purpose': 'billing; drop' })).toEqual({ status: 403, code: 'PURPOSE_NOT_ALLOWED' })
  })
})

describe('the principal of a token', () => {
  const claims = { sub: 's', jti: 'j', exp: 0 }
  const veil = { kind: 'PERSON' as const, brandId: randomUUID(), personId: randomUUID(), userId: randomUUID() }

  it('has the whole brand for staff and no assignment', () => {
    expect(principalOf({ ...claims, veil: { ...veil, clearances: ['analyst'], scopes: [], purposes: ['ANALYTICS'], orgs: [], workspaces: [] } }, undefined))
      .toMatchObject({ clearances: ['analyst'], brandPermissions: ['*'], assignments: [], purpose: 'ANALYTICS' })
  })

  it('has an assignment for each organization and workspace of a member, and nothing of the brand', () => {
    const principal = principalOf({ ...claims, veil: { ...veil, clearances: ['member'], scopes: [], purposes: [], orgs: ['o'], workspaces: ['w'] } }, undefined)
    expect(principal).toMatchObject({
      clearances: [], brandPermissions: [], purpose: 'SERVICE',
      assignments: [{ clearance: 'member', workspaceId: 'w', permissions: ['*'] }, { clearance: 'member', orgId: 'o' }],
    })
  })
})
