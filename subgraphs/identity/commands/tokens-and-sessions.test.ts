import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '../../../schema/policy/principal.ts'
import { isObject } from '../../engine/read/decode.ts'
import { codesOf, payloadOf } from '../../engine/testing/command-world.ts'
import { openReception, type Person, type Reception } from '../testing/reception.ts'

let reception: Reception
let somebody: Person
let nobody: Principal

beforeAll(async () => {
  reception = await openReception()
  somebody = await reception.account('member')
  nobody = { kind: 'ANONYMOUS', brandId: reception.brandId, id: 'anonymous', clearances: [], assignments: [], brandPermissions: [], scopes: [], purposes: ['SERVICE'], purpose: 'SERVICE' }
})
afterAll(async () => {
  expect(reception.faults()).toEqual([])
  await reception.end()
})

const wish = (more: Readonly<Record<string, unknown>> = {}) => ({ name: 'Night run', scopes: ['organization.workspace.read'], ...more })
const codes = async (command: string, input: Readonly<Record<string, unknown>>, as: Principal = somebody): Promise<readonly unknown[]> => codesOf(await reception.send(command, input, { as }), command)
const tokenRow = async (id: string) => (await reception.rows('identity.personal_access_tokens', `id = '${id}'`))[0]

async function made(as: Person = somebody, more: Readonly<Record<string, unknown>> = {}): Promise<{ readonly id: string; readonly secret: string }> {
  const { personalAccessToken: row, secret, userErrors } = payloadOf(await reception.send('createPersonalAccessToken', wish(more), { as }), 'createPersonalAccessToken')
  if (!isObject(row) || typeof row.id !== 'string') throw new Error(JSON.stringify(userErrors))
  return { id: row.id, secret: String(secret) }
}

describe('createPersonalAccessToken', () => {
  it('shows the token once, and keeps its hash and nothing of what was typed', async () => {
    const { id, secret } = await made()
    expect(secret).toMatch(/^vgp_[0-9A-Za-z]{36}$/)
    const row = await tokenRow(id)
    expect(row).toMatchObject({ token_prefix: secret.slice(0, 12), token_hash: createHmac('sha256', Buffer.alloc(32, 1)).update(secret).digest('hex'), person_id: somebody.personId, user_id: somebody.userId })
    expect(new Date(String(row?.expires_at)).getTime() - new Date(String(row?.created_at)).getTime()).toBe(90 * 86_400_000)
    const left = JSON.stringify(await Promise.all(['identity.outbox', 'identity.audit_log', '(select *, key as id from identity.idempotency_keys) keys'].map((table) => reception.rows(table))))
    for (const text of [secret, String(row?.token_hash), 'Night run']) expect(left).not.toContain(text)
  })

  it('does not show it again', async () => {
    const key = randomUUID()
    const [first, again] = [await reception.send('createPersonalAccessToken', wish(), { as: somebody, key }), await reception.send('createPersonalAccessToken', wish(), { as: somebody, key })]
    const { personalAccessToken } = payloadOf(first, 'createPersonalAccessToken')
    expect(payloadOf(again, 'createPersonalAccessToken')).toMatchObject({ personalAccessToken, secret: null, replayed: true, userErrors: [{ code: 'SECRET_NOT_REPLAYABLE' }] })
  })

  it.each([
    ['a scope that is no permission', { scopes: ['organization.workspace.read', 'no.such.thing'] }, ['UNKNOWN_SCOPE']],
    ['no scope', { scopes: [] }, ['VALIDATION_FAILED']],
    ['more than a year', { expiresInDays: 367 }, ['VALIDATION_FAILED']],
    ['an address that is none', { allowedCidrs: ['10.0.0.0/33'] }, ['VALIDATION_FAILED']],
  ])('refuses %s', async (_name, more, expected) => {
    expect(await codes('createPersonalAccessToken', wish(more))).toEqual(expected)
  })

  it('is for people in their own name, and not with another token', async () => {
    const ceiling: Principal = { ...somebody, scopes: ['identity.personal_access_token.*', 'support.*'] }
    expect(await codes('createPersonalAccessToken', wish(), ceiling)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('createPersonalAccessToken', wish({ scopes: ['support.*'] }), ceiling)).toEqual([])
    const analyst: Principal = { ...somebody, clearances: ['analyst'], purposes: ['SERVICE'] }
    expect(await codes('createPersonalAccessToken', wish(), analyst)).toEqual(['ESCALATION_DENIED'])
    expect(await codes('createPersonalAccessToken', wish(), { ...analyst, purposes: ['ANALYTICS'] })).toEqual([])
    const others: readonly Principal[] = [
      nobody, { ...somebody, credentialId: randomUUID() }, { ...somebody, scopes: ['support.*'] }, { ...somebody, kind: 'SERVICE_ACCOUNT' },
      { ...somebody, onBehalfOf: { id: 'x', personId: randomUUID(), clearances: [], assignments: [], brandPermissions: ['*'], scopes: [] } },
    ]
    for (const as of others) expect(await codes('createPersonalAccessToken', wish(), as)).toEqual(['FORBIDDEN'])
  })

  it('gives somebody fifty at once and no more', async () => {
    const collector = await reception.account('member')
    for (let i = 0; i < 49; i += 1) await made(collector)
    const all = await Promise.all([1, 2, 3].map(() => codes('createPersonalAccessToken', wish(), collector)))
    expect(all.flat()).toEqual(['TOKEN_LIMIT_REACHED', 'TOKEN_LIMIT_REACHED'])
  }, 60_000)
})

describe('revokePersonalAccessToken', () => {
  it('ends a token of one\'s own once, and says nothing the second time', async () => {
    const { id } = await made()
    expect(await codes('revokePersonalAccessToken', { id })).toEqual([])
    expect(await tokenRow(id)).toMatchObject({ status: 'REVOKED', revoked_reason: 'USER' })
    expect(await codes('revokePersonalAccessToken', { id, reason: 'LEAKED' })).toEqual([])
    expect(await tokenRow(id)).toMatchObject({ revoked_reason: 'USER', row_version: 2 })
  })

  it('ends those of others for staff who may, and for nobody else', async () => {
    const { id } = await made()
    expect(await codes('revokePersonalAccessToken', { id }, await reception.account('member'))).toEqual(['NOT_FOUND'])
    expect(await codes('revokePersonalAccessToken', { id }, { ...somebody, scopes: ['support.*'] })).toEqual(['FORBIDDEN'])
    expect(await codes('revokePersonalAccessToken', { id }, await reception.account('admin'))).toEqual([])
    expect(await tokenRow(id)).toMatchObject({ revoked_reason: 'ADMIN' })
  })
})

describe('reportLeakedToken', () => {
  it('ends a token that nobody should have, and answers in the same bytes where there is none', async () => {
    const { id, secret } = await made()
    const known = await reception.send('reportLeakedToken', { token: secret }, { as: nobody })
    const { secret: another, id: other } = await made()
    await codes('revokePersonalAccessToken', { id: other })
    const answers = await Promise.all([another, `${secret.slice(0, -1)}x`, 'nothing at all'].map((token) => reception.send('reportLeakedToken', { token }, { as: nobody })))
    expect(payloadOf(known, 'reportLeakedToken')).toMatchObject({ personalAccessToken: null, accepted: true, userErrors: [] })
    for (const answer of answers) expect(JSON.stringify(answer.data)).toBe(JSON.stringify(known.data))
    expect(await tokenRow(id)).toMatchObject({ status: 'REVOKED', revoked_reason: 'LEAKED' })
    expect(await tokenRow(other)).toMatchObject({ revoked_reason: 'USER' })
    expect(await reception.rows('identity.outbox', `aggregateid = '${id}' and type = 'identity.personal_access_token.leaked.v1'`)).toHaveLength(1)
  })
})

describe('sessions', () => {
  it('end by signing out of the one that is used', async () => {
    const sessionId = await reception.session(somebody)
    expect(await codes('signOut', {}, { ...somebody, sessionId })).toEqual([])
    expect(await reception.rows('identity.sessions', `id = '${sessionId}'`)).toMatchObject([{ status: 'REVOKED', revoked_reason: 'LOGOUT' }])
    expect(await codes('signOut', {}, { ...somebody, sessionId })).toEqual(['ILLEGAL_STATE'])
    expect(await codes('signOut', {}, { ...somebody, sessionId: await reception.session(await reception.account('member')) })).toEqual(['ILLEGAL_STATE'])
  })

  it('end one by one and all at once, one\'s own and for staff', async () => {
    const [first, second, third] = [await reception.session(somebody), await reception.session(somebody), await reception.session(somebody)]
    const other = await reception.account('member')
    expect(await codes('revokeSession', { id: first }, other)).toEqual(['NOT_FOUND'])
    expect(await codes('revokeSession', { id: first })).toEqual([])
    expect(await codes('revokeAllSessions', { userId: somebody.userId }, other)).toEqual(['NOT_FOUND'])
    expect(await codes('revokeAllSessions', { userId: somebody.userId }, await reception.account('admin'))).toEqual([])
    expect((await reception.rows('identity.sessions', `id in ('${first}', '${second}', '${third}')`)).map(({ status, revoked_reason }) => `${String(status)} ${String(revoked_reason)}`).toSorted()).toEqual(['REVOKED ADMIN', 'REVOKED ADMIN', 'REVOKED LOGOUT'])
  })
})
