import { createHmac } from 'node:crypto'
import { exportSPKI, importJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { personaNamed } from '../e2e/harness/door.ts'
import type { Answer } from '../e2e/harness/door.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { openRights } from '../rights/open-rights.ts'
import type { Rights } from '../rights/open-rights.ts'
import { openBrands } from './brands.ts'
import type { Brands } from './brands.ts'
import { failureBrake } from './failure-brake.ts'
import { fetchJson } from './fetch-json.ts'
import { readIssuers } from './issuer-settings.ts'
import { openAuthenticator } from './open-authenticator.ts'
import { OTHER_RESOURCE, startOidcServer } from './testing/oidc-server.ts'
import type { OidcServer } from './testing/oidc-server.ts'

const analyst = personaNamed('analyst')
const auditor = personaNamed('auditor')
const SUBJECT = 'ann@work'

let provider: OidcServer
let stranger: OidcServer
let world: World
let rights: Rights
let brands: Brands
let fetched: string[] = []
let ahead = 0

const link = (userId: string, issuer: string | null, subject: string | null): Promise<unknown> => withClient(testDatabase().superuserUrl, client =>
  client.query('update identity.users set idp_issuer = $2, idp_subject = $3 where id = $1', [userId, issuer, subject]))
let before: readonly { readonly id: string, readonly issuer: string | null, readonly subject: string | null }[] = []

beforeAll(async () => {
  const { connectionFor, superuserUrl } = testDatabase()
  provider = await startOidcServer()
  stranger = await startOidcServer()
  before = await withClient(superuserUrl, async client => (await client.query('select id, idp_issuer as issuer, idp_subject as subject from identity.users where id = any($1::uuid[])', [[analyst.userId, auditor.userId]])).rows)
  await link(analyst.userId, provider.issuer, SUBJECT)
  await link(auditor.userId, provider.issuer, 'machine')
  rights = openRights({ connectionFor })
  brands = openBrands({ connectionFor, defaultBrand: 'acme' })
  const authenticate = openAuthenticator({
    issuers: readIssuers(JSON.stringify([{ issuer: provider.issuer, audience: 'veilgraph', brand: 'acme', clockSkewSeconds: 0 }])),
    rights, brands, tokenHashKeys: { current: 1, keys: new Map([[1, Buffer.alloc(32)]]) }, brake: failureBrake({ burst: 10_000 }), now: () => Date.now() + ahead,
    fetchJson: url => {
      fetched.push(url)
      return fetchJson(url)
    },
  })
  world = await openWorld({ connectionFor, authenticate })
})
afterAll(async () => {
  for (const { id, issuer, subject } of before) await link(id, issuer, subject)
  await world?.stop()
  await Promise.all([rights?.close(), brands?.close(), provider?.stop(), stranger?.stop()])
})

const ask = (token: string): Promise<Answer> => world.ask('{ me { kind user { id } } }', { headers: { authorization: `Bearer ${token}` } })
const meOf = (userId: string) => ({ status: 200, data: { me: { kind: 'PERSON', user: { id: userId } } } })
const published = z.object({ keys: z.array(z.record(z.string(), z.string())) })
const REFUSED = { status: 401, codes: ['UNAUTHENTICATED'] }

describe('a real identity provider', () => {
  it('signs in a person, whom the graph knows by issuer and subject', async () => {
    const { access, identity } = await provider.signIn(SUBJECT)
    expect(await ask(access)).toMatchObject(meOf(analyst.userId))
    expect(await ask(identity)).toMatchObject(REFUSED)
  })

  it('signs in a machine', async () => {
    expect(await ask(await provider.machineToken())).toMatchObject(meOf(auditor.userId))
  })

  it('is asked for its keys once, and found by discovery', async () => {
    expect(fetched).toEqual([`${provider.issuer}/.well-known/openid-configuration`, `${provider.issuer}/jwks`])
  })

  it('signs nobody in whom we do not have, for another audience, or as another provider', async () => {
    expect(await ask((await provider.signIn('bob')).access)).toMatchObject(REFUSED)
    expect(await ask((await provider.signIn(SUBJECT, { resource: OTHER_RESOURCE })).access)).toMatchObject(REFUSED)
    expect(await ask((await stranger.signIn(SUBJECT)).access)).toMatchObject(REFUSED)
  })

  it('cannot be imitated with its own public key', async () => {
    const [head = '', payload = ''] = (await provider.signIn(SUBJECT)).access.split('.')
    const header: { readonly kid: string } = JSON.parse(Buffer.from(head, 'base64url').toString())
    const { keys: [jwk] } = published.parse(await fetchJson(`${provider.issuer}/jwks`))
    const publicKey = await importJWK(jwk ?? {}, 'RS256', { extractable: true })
    const pem = publicKey instanceof Uint8Array ? '' : await exportSPKI(publicKey)
    const body = `${Buffer.from(JSON.stringify({ alg: 'HS256', kid: header.kid, typ: 'at+jwt' })).toString('base64url')}.${payload}`
    expect(pem).toContain('PUBLIC KEY')
    expect(await ask(`${body}.${createHmac('sha256', pem).update(body).digest('base64url')}`)).toMatchObject(REFUSED)
    expect(await ask(`${Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')}.${payload}.`)).toMatchObject(REFUSED)
  })

  it('changes its key while we run: both are taken, until the old one is withdrawn', async () => {
    const { access: old } = await provider.signIn(SUBJECT)
    provider.rotate()
    const { access } = await provider.signIn(SUBJECT)
    fetched = []
    expect(await ask(access)).toMatchObject(REFUSED)
    expect(fetched).toEqual([])
    ahead += 31_000
    expect(await ask(access)).toMatchObject(meOf(analyst.userId))
    expect(await ask(old)).toMatchObject(meOf(analyst.userId))
    provider.rotate({ withdraw: true })
    ahead += 31_000
    const { access: newest } = await provider.signIn(SUBJECT)
    expect(await ask(newest)).toMatchObject(meOf(analyst.userId))
    expect(fetched.filter(url => url.endsWith('/jwks'))).toHaveLength(2)
  })

  it('is not hammered by a storm of keys that nobody has', async () => {
    const [, payload = '', signature = ''] = (await provider.signIn(SUBJECT)).access.split('.')
    const storm = (number: number): string => `${Buffer.from(JSON.stringify({ alg: 'RS256', kid: `storm-${number}`, typ: 'at+jwt' })).toString('base64url')}.${payload}.${signature}`
    fetched = []
    ahead += 31_000
    const answers = await Promise.all(Array.from({ length: 200 }, (_, number) => ask(storm(number))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401))
    expect(fetched.filter(url => url.endsWith('/jwks'))).toHaveLength(1)
    expect(await ask((await provider.signIn(SUBJECT)).access)).toMatchObject(meOf(analyst.userId))
  })

  it('may be away: who is known goes on, and its keys are believed for an hour', async () => {
    const { access } = await provider.signIn(SUBJECT)
    const { access: late } = await provider.signIn(SUBJECT)
    expect(await ask(access)).toMatchObject(meOf(analyst.userId))
    await provider.stop()
    ahead += 11 * 60_000
    expect(await ask(late)).toMatchObject({ status: 200 })
  })
})
