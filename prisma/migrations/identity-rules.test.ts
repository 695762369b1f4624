import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScratchDatabase } from '../database/test-database.ts'
import type { RuleSession } from './rule-session.ts'
import { migratedDatabase, openRuleSession } from './rule-session.ts'

const acme = randomUUID()
const SALT = 'c2FsdHNhbHRzYWx0'
const DIGEST = 'ZGlnZXN0ZGlnZXN0'

let database: ScratchDatabase
let identity: RuleSession
let login: RuleSession
let user: string

beforeAll(async () => {
  database = await migratedDatabase()
  identity = await openRuleSession(database, 'vg_identity', acme)
  login = await openRuleSession(database, 'vg_identity_login', acme)
  const person = await identity.add('identity.persons', { display_name: 'Ada' })
  const add = (email: string, more: object) => identity.add('identity.users', { person_id: person, username: email, email, full_name: 'Ada', ...more })
  user = await add('ada@example.com', { password_hash: `$argon2id$v=19$m=65536,t=3,p=4$${SALT}$${DIGEST}` })
  await add('locked@example.com', { password_hash: `$argon2id$v=19$m=65536,t=3,p=4$${SALT}$${DIGEST}`, status: 'LOCKED' })
})
afterAll(async () => {
  await identity.close()
  await login.close()
  await database.drop()
})

const verify = async (email: string, digest: string) => (await login.rows('select identity.verify_password($1, $2) as id', [email, digest]))[0]?.['id']
const params = async (email: string) => (await login.rows('select * from identity.password_params($1, $2)', [email, 'decoydecoydecoy0']))[0]

describe('passwords', () => {
  it('are checked without being read', async () => {
    expect(await verify('ada@example.com', DIGEST)).toBe(user)
    expect(await verify('ada@example.com', 'wrong')).toBeNull()
    expect(await verify('nobody@example.com', DIGEST)).toBeNull()
    expect(await identity.refusal('select password_hash from identity.users')).toBe('42501')
    expect(await login.refusal('select id from identity.users')).toBe('42501')
  })

  it('open no locked account, and an empty digest opens none', async () => {
    expect(await verify('locked@example.com', DIGEST)).toBeNull()
    expect(await verify('ada@example.com', '')).toBeNull()
  })

  it('tell salt and cost in one shape, whether or not there is an account', async () => {
    expect(await params('ada@example.com')).toEqual({ salt: SALT, parameters: 'm=65536,t=3,p=4' })
    expect(await params('nobody@example.com')).toEqual({ salt: 'decoydecoydecoy0', parameters: 'm=19456,t=2,p=1' })
  })

  it('are checked by the sign-in login alone', async () => {
    expect(await identity.refusal('select identity.verify_password($1, $2)', ['ada@example.com', DIGEST])).toBe('42501')
  })
})

describe('tokens', () => {
  it('are found by their hash, in their brand, and give an id and a status', async () => {
    const hash = 'ab'.repeat(32)
    const session = await identity.add('identity.sessions', { user_id: user, session_token: hash, idle_expires_at: new Date(Date.now() + 1e6), expires_at: new Date(Date.now() + 1e7) })
    const find = (brand: string) => login.rows('select * from identity.verify_sessions($1, $2)', [brand, ['cd'.repeat(32), hash]])
    expect(await find(acme)).toEqual([{ id: session, status: 'ACTIVE' }])
    expect(await find(randomUUID())).toEqual([])
    expect(await identity.refusal('select session_token from identity.sessions')).toBe('42501')
  })

  it('can be written and counted by the module that cannot read them', async () => {
    expect(await identity.refusal(`update identity.sessions set session_token = $1`, ['ef'.repeat(32)])).toBe('accepted')
    expect(await identity.rows('select count(*)::int as n from identity.sessions')).toEqual([{ n: 1 }])
  })
})
