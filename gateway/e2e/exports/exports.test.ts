import { randomUUID } from 'node:crypto'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { DEFAULT_EXPORT_LIMITS } from '../../exports/export-limits.ts'
import { openWorld } from '../harness/open-world.ts'
import type { World } from '../harness/open-world.ts'
import { personaNamed } from '../harness/door.ts'
import { exportClient } from './export-client.ts'

/** One world for all: the demo people over HTTP, with a worker that takes two turns at once. */
const LIMIT = 900
const database = testDatabase()
let world: World
beforeAll(async () => {
  // those of an earlier run on the same database are kept still, and count
  await sql(`update gateway.exports set expires_at = now() where created_at < now() - interval '15 seconds'`)
  world = await openWorld({ connectionFor: database.connectionFor, isReal: true, exports: { lanes: 2, partRows: 400, limits: { ...DEFAULT_EXPORT_LIMITS, rows: LIMIT, perCaller: 12 } } })
})
afterAll(async () => {
  expect(world.faults()).toEqual([])
  await world.stop()
})

const as = (name: string) => exportClient(world, { as: name })
const sql = (text: string, values: readonly unknown[] = []) => withClient(database.superuserUrl, async client => (await client.query(text, [...values])).rows)
const { brandId } = personaNamed('analyst')

const TICKETS = 'query Tickets { supportTickets(first: 3) { pageInfo { hasNextPage } totalCount nodes { id status createdAt ...Where } } } fragment Where on SupportTicket { workspace { id } }'
const EMAILS = '{ users { edges { cursor node { id email role } } } }'

describe('an export', () => {
  it('has every row of the list once, in its order, in each of the forms', async () => {
    const analyst = as('analyst')
    const rows = await sql('select id, status from support.support_tickets where brand_id = $1 order by id desc', [brandId])
    expect(rows.length).toBeGreaterThan(100)
    const made = await Promise.all(['CSV', 'JSONL', 'PARQUET'].map(format => analyst.made(TICKETS, { format })))
    const ended = await Promise.all(made.map(({ id }) => analyst.ended(id)))
    for (const one of ended) expect(one).toMatchObject({ status: 'READY', rows: rows.length, columns: ['id', 'status', 'createdAt', 'workspace.id'], endedBy: null, code: null, path: `/exports/${one.id}` })
    const [csv, jsonl, parquet] = await Promise.all(ended.map(({ id }) => analyst.file(id)))
    const expected = rows.map(({ id, status }) => ({ id, status }))
    const lines = csv?.bytes.toString().split('\r\n').slice(1, -1) ?? []
    expect(lines.map(line => line.split(',')).map(([id, status]) => ({ id, status }))).toEqual(expected)
    expect((jsonl?.bytes.toString().trimEnd().split('\n') ?? []).map(line => JSON.parse(line)).map(({ id, status }) => ({ id, status }))).toEqual(expected)
    const read = await parquetReadObjects({ file: Uint8Array.from(parquet?.bytes ?? []).buffer })
    expect(read.map(({ id, status }) => ({ id, status }))).toEqual(expected)
    expect([csv, jsonl, parquet].map(file => file?.bytes.length)).toEqual(ended.map(({ bytes }) => bytes))
  })

  it('holds masks at most, also of what its owner may read raw', async () => {
    const admin = as('admin')
    const { data } = await world.ask('{ users(first: 50) { nodes { email } } }', { as: 'admin' })
    expect(JSON.stringify(data)).toMatch(/"[^"•]+@[^"•]+"/)
    const { id } = await admin.made(EMAILS)
    expect(await admin.ended(id)).toMatchObject({ status: 'READY' })
    const text = (await admin.file(id)).bytes.toString()
    expect(text).toMatch(/,\w•••@•••\.\w+,/)
    expect(text).not.toMatch(/[\w.]+@\w/)
  })

  it('is gzip on its way where that is taken, and is kept by nobody', async () => {
    const analyst = as('analyst')
    const { id } = await analyst.made(TICKETS)
    await analyst.ended(id)
    const [plain, packed] = [await analyst.file(id, { 'accept-encoding': 'identity' }), await analyst.file(id, { 'accept-encoding': 'br, gzip' })]
    expect(packed.bytes).toEqual(plain.bytes)
    expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip'])
    expect([plain.headers.get('content-disposition'), plain.headers.get('cache-control'), plain.headers.get('content-type')])
      .toEqual(['attachment; filename="export.csv"', 'private, no-store', 'text/csv; charset=utf-8'])
  })

  it('is the same one for the same idempotency key', async () => {
    const analyst = as('analyst')
    const headers = { 'idempotency-key': randomUUID() }
    const [first, second] = [await analyst.made(TICKETS, { headers }), await analyst.made(TICKETS, { headers })]
    expect(second.id).toBe(first.id)
    // another question under the key of the first is not answered with the file of the first
    expect((await analyst.made(TICKETS, { headers, format: 'JSONL' })).id).not.toBe(first.id)
    expect((await analyst.made(EMAILS, { headers })).id).not.toBe(first.id)
  })

  it('ends at the limit of rows, and says so', async () => {
    const owner = as('privacy-officer')
    const { id } = await owner.made('{ usageEvents { nodes { id } } }', { format: 'JSONL' })
    expect(await owner.ended(id)).toMatchObject({ status: 'READY', rows: LIMIT, endedBy: 'ROWS' })
    expect((await owner.file(id)).bytes.toString().trimEnd().split('\n')).toHaveLength(LIMIT)
  })

  it('is gone when it was cancelled, and when its time is over', async () => {
    const auditor = as('auditor')
    const [cancelled, over] = [await auditor.made(TICKETS), await auditor.made(TICKETS)]
    await Promise.all([cancelled, over].map(({ id }) => auditor.ended(id)))
    await auditor.cancel(cancelled.id)
    await auditor.cancel(cancelled.id)
    await sql(`update gateway.exports set expires_at = now() - interval '1 second' where id = $1`, [over.id])
    expect((await auditor.see(cancelled.id))?.status).toBe('CANCELLED')
    expect(await auditor.see(over.id)).toMatchObject({ status: 'EXPIRED', path: null })
    for (const { id } of [cancelled, over]) expect((await auditor.file(id)).status).toBe(404)
    // a later turn deletes what is over
    await auditor.ended((await auditor.made(TICKETS)).id)
    expect(await sql('select number from gateway.export_parts where export_id = any ($1)', [[cancelled.id, over.id]])).toEqual([])
  })

  it('stands in the audit log with who asked for it and who fetched it', async () => {
    const support = as('support')
    const { id } = await support.made(EMAILS)
    await support.ended(id)
    await support.file(id)
    const wanted = [{ event_type: 'access.export_created', tier: 'ACCESS' }, { event_type: 'access.export_downloaded', tier: 'ACCESS' }]
    await expect.poll(() => sql(`select event_type, tier from audit.audit_logs where brand_id = $1 and entity_id = $2 order by occurred_at`, [brandId, id]), { timeout: 10_000 }).toEqual(wanted)
    const [{ details } = { details: {} }] = await sql('select details from audit.audit_logs where entity_id = $1 limit 1', [id])
    expect(details).toMatchObject({ format: 'CSV', coordinates: ['User.email'] })
  })
})

describe('nobody else', () => {
  it('sees an export or its file: it is as one that never was', async () => {
    const analyst = as('analyst')
    const { id } = await analyst.made(TICKETS)
    await analyst.ended(id)
    for (const name of ['support', 'privacy-officer', 'other-brand-admin']) {
      const other = as(name)
      const [theirs, missing] = [await other.file(id), await other.file(randomUUID())]
      expect([theirs.status, theirs.bytes.toString()]).toEqual([404, missing.bytes.toString()])
      expect(await other.see(id)).toBeNull()
      expect((await other.cancel(id)).data).toEqual({ exportCancel: null })
    }
    expect((await analyst.see(id))?.status).toBe('READY')
    expect((await fetch(`${world.url}/exports/${id}`)).status).toBe(401)
    expect((await analyst.file('no-id')).status).toBe(404)
  })
})

describe('what is no export', () => {
  const refusal = async (query: string, more: Parameters<ReturnType<typeof as>['create']>[1] = {}, name = 'analyst'): Promise<readonly string[]> => (await as(name).create(query, more)).codes

  it.each([
    ['two lists', '{ a: users { nodes { id } } b: users { nodes { id } } }', 'EXPORT_NEEDS_LIST'],
    ['one row', `{ user(id: "${randomUUID()}") { id } }`, 'EXPORT_NEEDS_LIST'],
    ['no rows', '{ users { totalCount } }', 'EXPORT_NEEDS_ROWS'],
    ['a command', 'mutation { exportCancel(id: "x") { id } }', 'EXPORT_NEEDS_LIST'],
    ['a field that is not there', '{ users { nodes { nothing } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['no document', '{ users {', 'GRAPHQL_PARSE_FAILED'],
    ['a raw value', '{ users { nodes { id email @reveal(reason: "because it is a test") } } }', 'EXPORT_REVEAL_REFUSED'],
    ['a filter by what is hidden', '{ users(filter: { email: { startsWith: "a" } }) { nodes { id } } }', 'PII_FILTER_REFUSED'],
    ['a page inside that is too large', '{ workspaces { nodes { id invoices(first: 500) { nodes { id } } } } }', 'PAGE_TOO_LARGE'],
    ['a variable of ours', 'query ($__exportFirst: Int) { users(first: $__exportFirst) { nodes { id } } }', 'RESERVED_NAME'],
  ])('is refused at once: %s', async (_, query, code) => {
    expect(await refusal(query)).toEqual([code])
  })

  it('is refused where somebody has as many as can be kept', async () => {
    const member = as('member')
    const answers = []
    for (let made = 0; made < 13; made += 1) answers.push(await member.create('{ workspaces { nodes { id } } }'))
    expect(answers.map(({ codes }) => codes).filter(codes => codes.length > 0)).toEqual([['EXPORT_LIMIT']])
  })
})
