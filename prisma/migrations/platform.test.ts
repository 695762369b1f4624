import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScratchDatabase } from '../database/test-database.ts'
import type { RuleSession } from './rule-session.ts'
import { migratedDatabase, openRuleSession } from './rule-session.ts'

const [acme, globex, workspace, organization] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]

let database: ScratchDatabase
let support: RuleSession
let stranger: RuleSession
const open: RuleSession[] = []

async function session(role: string, brand?: string): Promise<RuleSession> {
  const opened = await openRuleSession(database, role, brand)
  open.push(opened)
  return opened
}

const ticket = (number: number) => ({ org_id: organization, workspace_id: workspace, ticket_number: number, subject: 'It does not start' })

beforeAll(async () => {
  database = await migratedDatabase()
  support = await session('vg_support', acme)
  stranger = await session('vg_support', globex)
})
afterAll(async () => {
  for (const opened of open) await opened.close()
  await database.drop()
})

describe('the wall between brands', () => {
  it('shows a row in its brand and nowhere else', async () => {
    const id = await support.add('support.support_tickets', ticket(1))
    expect(await support.rows('select id from support.support_tickets where id = $1', [id])).toHaveLength(1)
    expect(await stranger.rows('select id from support.support_tickets')).toEqual([])
  })

  it('shows nothing where no brand is set', async () => {
    expect(await (await session('vg_support')).rows('select id from support.support_tickets')).toEqual([])
  })

  it('refuses to write into another brand', async () => {
    expect(await stranger.refusalOf(() => support.add('support.support_tickets', { ...ticket(2), brand_id: globex }))).toBe('42501')
    expect(await support.refusal('update support.support_tickets set brand_id = $1', [globex])).toBe('42501')
  })

  it('binds the owner of the tables too', async () => {
    expect(await (await session('migration')).rows('select id from support.support_tickets')).toEqual([])
  })

  it('compares the prescribed audit log as text', async () => {
    const entry = `insert into support.audit_log (id, occurred_at, actor_type, actor_id, event_type, brand_id) values (uuidv7(), now(), 'SYSTEM', 'test', 'support.ticket.opened', $1)`
    await support.rows(entry, [acme])
    expect(await support.refusal(entry, [globex])).toBe('42501')
    expect(await stranger.rows('select id from support.audit_log')).toEqual([])
  })
})

describe('what happens to a row', () => {
  it('counts its versions', async () => {
    const id = await support.add('support.support_tickets', ticket(10))
    const [row] = await support.rows(`update support.support_tickets set priority = 'HIGH', row_version = 99 where id = $1 returning row_version, updated_at >= created_at as later`, [id])
    expect(row).toEqual({ row_version: 2, later: true })
  })

  it('takes the time of a change from app.clock, where a seed has set one', async () => {
    const id = await support.add('support.support_tickets', ticket(9))
    const seed = await session('vg_support', acme)
    await seed.rows(`select set_config('app.clock', '2026-06-30T00:00:00Z', false)`)
    expect(await seed.rows(`update support.support_tickets set priority = 'LOW' where id = $1 returning updated_at::text`, [id])).toEqual([{ updated_at: '2026-06-30 00:00:00+00' }])
  })

  it('moves a status along its machine only', async () => {
    const id = await support.add('support.support_tickets', ticket(11))
    expect(await support.refusal(`update support.support_tickets set status = 'CLOSED', closed_at = now() where id = $1`, [id])).toBe('accepted')
    expect(await support.refusal(`update support.support_tickets set status = 'OPEN', closed_at = null where id = $1`, [id])).toBe('23514')
  })

  it('knows no status outside the list', async () => {
    expect(await support.refusalOf(() => support.add('support.support_tickets', { ...ticket(12), status: 'LOST' }))).toBe('23514')
  })
})

describe('an append-only table', () => {
  const message = async () => support.add('support.support_ticket_messages', {
    org_id: organization, workspace_id: workspace, ticket_id: await support.add('support.support_tickets', ticket(Math.trunc(Math.random() * 1e9))), body: 'My number is 555', is_internal: false,
  })

  it('takes rows and keeps them', async () => {
    const id = await message()
    const owner = await session('migration', acme)
    expect(await support.refusal(`delete from support.support_ticket_messages where id = $1`, [id])).toBe('42501')
    expect(await owner.refusal(`delete from support.support_ticket_messages where id = $1`, [id])).toBe('23001')
    expect(await owner.refusal('truncate support.support_ticket_messages')).toBe('23001')
    expect(await owner.refusal(`update support.support_ticket_messages set is_internal = true where id = $1`, [id])).toBe('23001')
  })

  it('lets the module rewrite the redacted copy and nothing else', async () => {
    const id = await message()
    expect(await support.refusal(`update support.support_ticket_messages set body_redacted = 'My number is ‹phone›', redaction_version = 1 where id = $1`, [id])).toBe('accepted')
    expect(await support.refusal(`update support.support_ticket_messages set body = 'Erased' where id = $1`, [id])).toBe('42501')
  })

  it('is emptied and purged by the archiver, under the id of a purge', async () => {
    const id = await message()
    const archiver = await session('vg_archiver', acme)
    expect(await archiver.refusal(`update support.support_ticket_messages set body = 'Erased' where id = $1`, [id])).toBe('23001')
    await archiver.rows(`select set_config('vg.purge_id', 'erasure-1', false)`)
    expect(await archiver.refusal(`update support.support_ticket_messages set body = 'something else' where id = $1`, [id])).toBe('23001')
    expect(await archiver.refusal(`update support.support_ticket_messages set body = 'Erased', body_redacted = null where id = $1`, [id])).toBe('accepted')
    expect(await archiver.refusal(`delete from support.support_ticket_messages where id = $1`, [id])).toBe('accepted')
  })

  it('can be erased where a column is computed', async () => {
    const audit = await session('vg_audit', acme)
    const id = await audit.add('audit.audit_logs', {
      chain_seq: 1, source_module: 'identity', source_event_id: randomUUID(), occurred_at: new Date(0), tier: 'ACCESS', event_type: 'access.revealed', actor_type: 'PERSON',
      actor_id: randomUUID(), reason: 'asked by the customer', prev_hash: '0'.repeat(64), entry_hash: '1'.repeat(64),
    })
    const archiver = await session('vg_archiver', acme)
    await archiver.rows(`select set_config('vg.purge_id', 'erasure-1', false)`)
    expect(await archiver.refusal('update audit.audit_logs set reason = null where id = $1', [id])).toBe('accepted')
    expect(await audit.rows('select reason, is_system_tier from audit.audit_logs where id = $1', [id])).toEqual([{ reason: null, is_system_tier: false }])
  })
})

describe('the relay', () => {
  it('sees the outbox of every brand and nothing else', async () => {
    await support.rows(`insert into support.outbox (brand_id, aggregatetype, aggregateid, type, payload) values ($1, 'SupportTicket', '1', 'support.ticket.opened.v1', '{}')`, [acme])
    const relay = await session('vg_relay')
    expect(await relay.rows('select seq, status from support.outbox')).toEqual([{ seq: '1', status: 'PENDING' }])
    expect(await relay.refusal('select from support.support_tickets')).toBe('42501')
    expect(await relay.refusal('select from support.audit_log')).toBe('42501')
  })
})

describe('the catalog of tenants', () => {
  it('is written by the migration login alone, and finds a host that one live brand claims', async () => {
    const owner = await session('migration')
    const add = (slug: string, hosts: string, status: string) => owner.rows(
      `insert into platform.brands (slug, name, hosts, default_currency, status) values ($1, $1, $2, 'EUR', $3) returning id, brand_id`, [slug, hosts, status])
    const [live] = await add('live', '{app.example.com}', 'LIVE')
    await add('asleep', '{asleep.example.com}', 'SUSPENDED')
    await add('one', '{both.example.com}', 'LIVE')
    await add('two', '{both.example.com}', 'LIVE')
    const gateway = await session('vg_gateway')
    const find = async (host: string) => (await gateway.rows('select platform.brand_of_host($1) as id', [host]))[0]?.['id']
    expect(live?.['brand_id']).toBe(live?.['id'])
    expect(await find('APP.example.com')).toBe(live?.['id'])
    expect(await find('asleep.example.com')).toBeNull()
    expect(await find('both.example.com')).toBeNull()
    const named = async (name: string) => (await gateway.rows('select platform.live_brand($1) as id', [name]))[0]?.['id']
    expect([await named('LIVE'), await named(String(live?.['id'])), await named('asleep'), await named('nobody')]).toEqual([live?.['id'], live?.['id'], null, null])
    expect(await gateway.rows('select platform.brand_name($1) as name', [live?.['id']])).toEqual([{ name: 'live' }])
    expect(await gateway.refusal('select from platform.brands')).toBe('42501')
    expect(await support.refusal('select platform.live_brand($1)', ['live'])).toBe('42501')
    expect(await support.refusal('select platform.brand_of_host($1)', ['app.example.com'])).toBe('42501')
  })
})
