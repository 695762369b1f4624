import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTenantPool } from '../../../prisma/database/tenant-pool.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { Receipt, Receiver } from '../../../schema/events/outbox-message.ts'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { exportGraph } from '../../exports/export-graph.ts'
import { exportRequest } from '../../exports/export-request.ts'
import { fileFinder } from '../../exports/fetch-file.ts'
import { presentHolder } from '../../exports/present-holder.ts'
import { staffedBrand } from '../../rights/testing/staffed-brand.ts'
import type { Employee, StaffedDatabase } from '../../rights/testing/staffed-brand.ts'
import { openWorld } from '../harness/open-world.ts'
import type { World } from '../harness/open-world.ts'
import { loadSupergraph } from '../../supergraph.ts'
import { exportClient } from './export-client.ts'

/** A database of its own: workers die in it, and rights are taken away while files are made. `measure-main.ts` kills whole processes. */
const ROWS = 6_000
/** A machine that runs everything else at once takes its time to start a process. */
const SLOW_MS = 120_000
const EVENTS = '{ usageEvents { nodes { id quantity } } }'

let brand: StaffedDatabase
let door: World
/** Called before each page that a worker reads. */
let onPage: () => Promise<unknown> = async () => undefined
/** What the audit log says to records, and how often it was told. */
let receipt: Receipt['outcome'] = 'TAKEN'
let told = 0
const recorder: Receiver = {
  name: 'audit',
  takes: () => true,
  async receive(messages) {
    told += 1
    return messages.map(({ id }) => ({ id, outcome: receipt }))
  },
}

beforeAll(async () => {
  brand = await staffedBrand()
  const { connectionFor } = brand.database
  door = await openWorld({
    connectionFor, brand: 'staffed', isQuiet: true, exports: { lanes: 2, pollMs: 20, partRows: 1000, recorder },
    relink: link => ({ ...link, async call(...given) {
      if (link.name === 'entitlements') await onPage()
      return link.call(...given)
    } }),
  })
  await brand.sql(
    `insert into entitlements.usage_events (brand_id, id, org_id, workspace_id, event_type, quantity, occurred_at, idempotency_key, request_sha256, outcome)
     select $1, uuidv7(), $2, $3, 'api_call', n, now() - n * interval '1 second', 'key ' || n, repeat('0', 64), 'UNMETERED' from generate_series(1, $4::int) n`,
    [brand.brandId, brand.orgId, brand.workspaceIds[0], ROWS])
})
afterAll(async () => {
  await door?.stop()
  await brand?.drop()
})

const clientOf = async ({ userId }: Employee, scopes: readonly string[] = []) => exportClient(door, {
  headers: { authorization: `Bearer ${await issueDevelopmentToken(door.keys.envelope, { brandId: brand.brandId, userId, scopes })}` },
})
const staff = async (clearance: string): Promise<Employee> => {
  const employee = await brand.person()
  await brand.grant(employee, clearance)
  return employee
}
const end = ({ personId }: Employee) => brand.sql(`update identity.clearance_grants set status = 'REVOKED', revoked_at = now(), revoked_by_person_id = $2 where person_id = $1 and status = 'ACTIVE'`, [personId, brand.owner.personId])
const partsOf = async (id: string): Promise<number> => Number((await brand.sql('select parts from gateway.exports where id = $1', [id]))[0]?.parts)

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!await holds()) await new Promise(resolve => { setTimeout(resolve, 5) })
}

describe('a file', () => {
  let analyst: Employee
  let files: readonly string[]
  let ready: string

  it('loses and doubles no row when its worker dies in the middle, another goes on, and the first one was not dead', async () => {
    analyst = await staff('analyst')
    const client = await clientOf(analyst)
    let pages = 0
    let wake: () => void = () => undefined
    const asleep = new Promise<void>(resolve => { wake = resolve })
    onPage = async () => {
      pages += 1
      if (pages === 3) await asleep
    }
    const csv = await client.made(EVENTS)
    await until(async () => pages === 3)
    expect(await client.see(csv.id)).toMatchObject({ status: 'RUNNING', rows: 2000, path: null })
    // half a minute later its claim is over
    await brand.sql(`update gateway.exports set claimed_until = now() - interval '1 second' where id = $1`, [csv.id])
    const parquet = await client.made(EVENTS, { format: 'PARQUET' })
    files = [csv.id, parquet.id]
    for (const id of files) expect(await client.ended(id)).toMatchObject({ status: 'READY', rows: ROWS })
    const whole = (await client.file(csv.id)).bytes
    wake()
    await until(async () => (await brand.sql(`select 1 from jobs.job where state = 'active'`)).length === 0)
    expect((await client.file(csv.id)).bytes).toEqual(whole)
    const all = await brand.sql('select id, quantity from entitlements.usage_events order by id desc')
    expect(whole.toString().split('\r\n').slice(1, -1)).toEqual(all.map(({ id, quantity }) => `${String(id)},${String(quantity)}`))
    expect(await brand.sql('select sum(rows)::int as rows, count(*)::int as parts from gateway.export_parts where export_id = $1', [csv.id])).toEqual([{ rows: ROWS, parts: 6 }])
    expect(door.faults()).toEqual([])
  }, SLOW_MS)

  it('is not gone on with, and is nobody’s, once a right that it was asked for with has ended', async () => {
    const leaving = await staff('analyst')
    const client = await clientOf(leaving)
    let pages = 0
    onPage = async () => {
      pages += 1
      if (pages === 3) await end(leaving)
    }
    const { id } = await client.made(EVENTS)
    await until(async () => (await brand.sql(`select status from gateway.exports where id = $1`, [id]))[0]?.status === 'WITHDRAWN')
    onPage = async () => undefined
    expect(pages).toBe(3)
    expect(await partsOf(id)).toBe(3)
    expect(await brand.sql('select number from gateway.export_parts where export_id = $1', [id])).toEqual([])
    expect((await client.file(id)).status).toBe(404)
    expect(await client.see(id)).toMatchObject({ status: 'WITHDRAWN', code: 'RIGHTS_ENDED', path: null })
  }, SLOW_MS)

  it('is refused when it is complete and the right ends afterwards; what was there is deleted', async () => {
    const client = await clientOf(analyst)
    const [csv = ''] = files
    expect((await client.file(csv)).status).toBe(200)
    await brand.grant(analyst, 'auditor')
    expect((await client.file(csv)).status).toBe(200)
    await end(analyst)
    expect((await client.file(csv)).status).toBe(404)
    await brand.grant(analyst, 'analyst')
    // whoever has the right again asks again: the first answer depended on their own rights alone
    const { id } = await client.made(EVENTS)
    expect(await client.ended(id)).toMatchObject({ status: 'READY' })
    // a narrower token of the same person is told neither the file nor how much is in it
    const narrow = await clientOf(analyst, ['support.*'])
    expect((await narrow.file(id)).status).toBe(404)
    expect(await narrow.see(id)).toMatchObject({ rows: 0, bytes: 0, columns: [], path: null })
    expect(await client.see(id)).toMatchObject({ rows: ROWS })
    ready = id
  }, SLOW_MS)

  it('is sent no further when the right ends while it is sent', async () => {
    const pool = createTenantPool({ connectionString: brand.database.connectionFor('vg_gateway'), max: 1, applicationName: 'test' })
    const [{ request } = { request: undefined }] = await brand.sql('select request from gateway.exports where id = $1', [ready])
    const { principal } = exportRequest.parse(request)
    const answers = [{ ...principal, allowedCidrs: [], hashIsOld: false }]
    const withdraw = vi.fn(async (_brand: string, id: string) => void await brand.sql(`update gateway.exports set status = 'WITHDRAWN' where id = $1`, [id]))
    const graph = exportGraph({ supergraph: loadSupergraph(undefined, modules) })
    const found = await fileFinder({ pool, graph: () => graph, holderOf: async () => answers.shift(), withdraw })(principal, ready, { takesGzip: true, requestId: 'r' })
    const minutes = vi.spyOn(Date, 'now').mockImplementation(() => performance.now() * 1e6)
    const read = async (): Promise<void> => { for await (const piece of found?.stream() ?? []) void piece }
    await expect(read()).rejects.toThrow('A piece of a file is gone.')
    minutes.mockRestore()
    expect(withdraw).toHaveBeenCalledOnce()
    await pool.end()
  }, SLOW_MS)

  it('that cannot be read any more ends, and the others go on', async () => {
    const client = await clientOf(await staff('analyst'))
    await brand.sql(`insert into gateway.exports (brand_id, id, principal, request_hash, request, format, expires_at)
      values ($1, uuidv7(), 'PERSON:x', 'poison', '{"columns": []}', 'CSV', now() + interval '1 hour')`, [brand.brandId])
    const [one, other] = await Promise.all([client.made(EVENTS), client.made('{ usageEvents { nodes { id } } }')])
    for (const { id } of [one, other]) expect(await client.ended(id)).toMatchObject({ status: 'READY' })
    await until(async () => (await brand.sql(`select status from gateway.exports where request_hash = 'poison'`))[0]?.status === 'FAILED')
  }, SLOW_MS)

  it('is not made while the audit log refuses what it should record of it, and is as soon as it takes that', async () => {
    const client = await clientOf(await staff('analyst'))
    await until(async () => (await brand.sql('select 1 from gateway.export_records where sent_at is null')).length === 0)
    receipt = 'REFUSED'
    const { id } = await client.made(EVENTS)
    const before = told
    await until(async () => told > before + 1)
    expect(await client.see(id)).toMatchObject({ status: 'QUEUED', rows: 0, path: null })
    expect((await client.file(id)).status).toBe(404)
    expect(await brand.sql(`select sent_at from gateway.export_records where payload ->> 'entityId' = $1`, [id])).toEqual([{ sent_at: null }])
    expect(door.faults()).toContainEqual(expect.objectContaining({ where: 'jobs' }))
    receipt = 'TAKEN'
    expect(await client.ended(id)).toMatchObject({ status: 'READY', rows: ROWS })
    expect(await brand.sql(`select 1 from gateway.export_records where payload ->> 'entityId' = $1 and sent_at is null`, [id])).toEqual([])
  }, SLOW_MS)
})

describe('whoever asked', () => {
  const run = async ({ text, values }: { readonly text: string, readonly values: readonly unknown[] }) => brand.sql(text, values)
  const requester = { brandId: '', scopes: [], purposes: [] }

  it('is found by the token, session or key that they asked with, until that has ended', async () => {
    const { brandId } = brand
    const employee = await brand.member()
    const [tokenHash, sessionHash, { hash: keyHash }] = [await brand.token(employee, ['organization.*']), await brand.session(employee), await brand.key('organization.*')]
    const idOf = async (table: string, column: string, hash: string): Promise<string> => String((await brand.sql(`select id from ${table} where ${column} = $1`, [hash]))[0]?.id)
    const token = { ...requester, kind: 'PERSON' as const, brandId, userId: employee.userId, credentialId: await idOf('identity.personal_access_tokens', 'token_hash', tokenHash) }
    const session = { ...requester, kind: 'PERSON' as const, brandId, userId: employee.userId, sessionId: await idOf('identity.sessions', 'session_token', sessionHash) }
    const key = { ...requester, kind: 'SERVICE_ACCOUNT' as const, brandId, credentialId: await idOf('organization.service_account_keys', 'api_key_hash', keyHash) }
    expect(await presentHolder(run, token)).toMatchObject({ kind: 'PERSON', personId: employee.personId, scopes: ['organization.*'] })
    expect(await presentHolder(run, session)).toMatchObject({ kind: 'PERSON', personId: employee.personId })
    expect(await presentHolder(run, key)).toMatchObject({ kind: 'SERVICE_ACCOUNT' })
    await brand.sql(`update identity.personal_access_tokens set status = 'REVOKED', revoked_at = now() where id = $1`, [token.credentialId])
    await brand.sql(`update identity.sessions set status = 'REVOKED', revoked_at = now() where id = $1`, [session.sessionId])
    await brand.sql(`update organization.service_account_keys set status = 'REVOKED', revoked_at = now() where id = $1`, [key.credentialId])
    for (const gone of [token, session, key]) expect(await presentHolder(run, gone)).toBeUndefined()
  })
})
