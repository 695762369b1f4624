import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../prisma/database/open-client.ts'
import { createPrismaClient, type TenantPrismaClient } from '../../../prisma/database/prisma-client.ts'
import { createTenantPool, type TenantPool } from '../../../prisma/database/tenant-pool.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { audit } from '../../../schema/metadata/audit.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { commandTypes } from '../../../schema/sdl/command-types.ts'
import { printModule } from '../../../schema/sdl/print-module.ts'
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../../../schema/subgraph.ts'
import { buildSubgraph } from '../build-subgraph.ts'
import { codesOf, commandWorld, payloadOf, type CommandWorld } from '../testing/command-world.ts'
import { envelopeOf, fixtureKeys } from '../testing/fixture-subgraph.ts'
import { defineCommand } from './define-command.ts'
import { defineEvent } from './define-event.ts'
import { entityId, optional, rowId, text } from './input-field.ts'

const held = defineEvent({ type: 'audit.legal_hold.created.v1', of: 'AuditLegalHold', data: ['status', 'createdByPersonId'] })

/** What happens between the write and the commit of `createHold`; each test sets its own. */
let afterWrite: () => Promise<void> = async () => undefined

const createHold = defineCommand({
  name: 'createHold', description: 'Makes a row.', permission: 'audit.legal_hold.create', tier: 'ADMIN', entity: 'AuditLegalHold', events: [held],
  input: { name: text('Label.', { writes: 'AuditLegalHold.name', max: 50 }), person: optional(entityId({ module: 'identity', type: 'Person' }, 'Somebody.')) },
  failures: { ALREADY_EXISTS: 'Use another name.' },
  async run({ input, tables, principal, emit }) {
    const hold = await tables.auditLegalHold.insert({ name: input.name, matterReference: 'Case 1', createdByPersonId: principal.personId ?? '' })
    await afterWrite()
    emit(held, hold)
    return { entity: hold }
  },
})

const releaseHold = defineCommand({
  name: 'releaseHold', description: 'Changes a row.', permission: 'audit.legal_hold.release', tier: 'ADMIN', entity: 'AuditLegalHold', events: [held], changes: 'id',
  input: {
    id: rowId('AuditLegalHold', 'Which.'), other: optional(rowId('AuditLegalHold', 'Another one that is looked at.')),
    reference: optional(text('Case.', { writes: 'AuditLegalHold.matterReference', max: 50 })), status: optional(text('State.', { max: 20 })),
  },
  async run({ input: { status, reference }, rows: { id: hold }, tables, principal, now, emit }) {
    const released = status === 'RELEASED' ? { status, releasedAt: now, releasedByPersonId: principal.personId, releaseReason: 'Over' } : { status: status ?? hold.status }
    const changed = await tables.auditLegalHold.update(hold.id, { ...released, ...reference === null ? {} : { matterReference: reference } })
    emit(held, changed)
    return { entity: changed }
  },
})

/** Takes everything and tells nobody whether it was new; shows by mistake what it should not. */
const inviteHold = defineCommand({
  name: 'inviteHold', description: 'Makes a row, perhaps.', permission: 'audit.legal_hold.create', tier: 'ADMIN', entity: 'AuditLegalHold', events: [held],
  input: { name: text('Label.', { writes: 'AuditLegalHold.name', max: 50 }) },
  hidesOutcome: true,
  secrets: { label: 'What must not be shown.' },
  async run({ input, tables, principal, emit }) {
    const [known] = await tables.auditLegalHold.list({ where: { name: input.name } })
    if (known) return { entity: null, secrets: { label: Reflect.get(Object(known), 'name') } }
    const hold = await tables.auditLegalHold.insert({ name: input.name, matterReference: 'Case 1', createdByPersonId: principal.personId ?? '' })
    emit(held, hold)
    return { entity: null, secrets: { label: 'plain' } }
  },
})

let world: CommandWorld
let pool: TenantPool
let database: TenantPrismaClient
let subgraph: Subgraph
let staff: Principal
const faults: unknown[] = []
let asked: unknown[] = []

beforeAll(async () => {
  const { connectionFor } = testDatabase()
  pool = createTenantPool({ connectionString: connectionFor('vg_audit'), max: 3 })
  database = createPrismaClient({ connectionString: connectionFor('vg_audit'), max: 4 })
  world = commandWorld()
  staff = await world.person(['auditor'])
  const commands = [createHold, releaseHold, inviteHold]
  const sdl = printModule({ metadata: audit, question: 'What?', handWritten: commandTypes(commands, audit), modules })
  subgraph = buildSubgraph({
    metadata: audit, sdl, commands, database, pool, keys: fixtureKeys, onFault: (fault) => { faults.push(fault) },
    askOwner: async (question) => {
      asked.push(question)
      return { _entities: [question.variables.keys === undefined || JSON.stringify(question.variables).includes('ffffffff') ? null : { id: 'seen' }] }
    },
  })
})
afterAll(async () => {
  await Promise.all([pool.end(), database.end(), world.end()])
})

interface Send { readonly as?: Principal, readonly key?: string }

function request(command: string, input: Record<string, unknown>, { as = staff, key = randomUUID() }: Send = {}): SubgraphRequest {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`
  return {
    query: `mutation ($input: ${type}!) { ${command}(input: $input) { auditLegalHold { id name status } userErrors { code path } replayed } }`,
    variables: { input }, envelope: envelopeOf(as, { idempotencyKey: key }),
  }
}

const send = (command: string, input: Record<string, unknown>, options: Send = {}): Promise<SubgraphResponse> => subgraph.execute(request(command, input, options))
const codes = async (command: string, input: Record<string, unknown>, options: Send = {}): Promise<readonly unknown[]> => codesOf(await send(command, input, options), command)

async function newHold(name: string = randomUUID()): Promise<string> {
  const { auditLegalHold: hold } = payloadOf(await send('createHold', { name }), 'createHold')
  return String(Reflect.get(Object(hold), 'id'))
}

describe('a command that dies between its write and its commit', () => {
  const kill = (): Promise<void> => withClient(testDatabase().superuserUrl, async (client) => void await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'veilgraph prisma' and state = 'idle in transaction' and query like '%audit_legal_holds%'`,
  ))

  it('leaves nothing behind, and its key is free', async () => {
    const [name, key] = [randomUUID(), randomUUID()]
    afterWrite = kill
    const lost = await send('createHold', { name }, { key })
    afterWrite = async () => undefined
    expect(lost).toMatchObject({ data: null, errors: [{ extensions: { code: expect.stringMatching(/SUBGRAPH_UNAVAILABLE|INTERNAL_SERVER_ERROR/) } }] })
    expect(await world.rows('audit.audit_legal_holds', `name = '${name}'`)).toEqual([])
    expect(await world.rows('audit.audit_log', `details->>'command' = 'createHold' and details->>'_outcome' is null`)).toEqual([])
    expect(payloadOf(await send('createHold', { name }, { key }), 'createHold')).toMatchObject({ replayed: false, auditLegalHold: { status: 'ACTIVE' } })
    expect(await world.rows('audit.audit_legal_holds', `name = '${name}'`)).toHaveLength(1)
  })

  it('is recorded as one that failed where the process still can', async () => {
    afterWrite = () => Promise.reject(new Error('out of order'))
    const before = faults.length
    expect(await codes('createHold', { name: 'a' })).toEqual(['INTERNAL_SERVER_ERROR'])
    afterWrite = async () => undefined
    expect(faults.length).toBe(before + 1)
    expect((await world.rows('audit.audit_log', `event_type = 'audit.command.failed'`)).at(-1)).toMatchObject({ details: { command: 'createHold', _outcome: 'ERROR' } })
  })
})

describe('a command that waits', () => {
  it('for the row of another one is told to come back, in the end', async () => {
    const id = await newHold()
    await withClient(testDatabase().superuserUrl, async (client) => {
      await client.query(`begin; select 1 from audit.audit_legal_holds where id = '${id}' for update`)
      expect(await codes('releaseHold', { id, status: 'RELEASED' })).toEqual(['IN_PROGRESS'])
      await client.query('rollback')
    })
    expect(await codes('releaseHold', { id, status: 'RELEASED' })).toEqual([])
  })

  it('for an attempt that has begun elsewhere is told so, and takes over from one that died', async () => {
    const [key, name] = [randomUUID(), randomUUID()]
    await send('createHold', { name }, { key })
    await world.alter(`update audit.idempotency_keys set state = 'STARTED' where key = '${key}'`)
    expect(await codes('createHold', { name }, { key })).toEqual(['IN_PROGRESS'])
    await world.alter(`update audit.idempotency_keys set created_at = created_at - interval '61 seconds' where key = '${key}'`)
    expect(await codes('createHold', { name }, { key })).toEqual(['ALREADY_EXISTS'])
  })

  it('may use its key anew after a day', async () => {
    const key = randomUUID()
    await send('createHold', { name: randomUUID() }, { key })
    await world.alter(`update audit.idempotency_keys set expires_at = now() where key = '${key}'`)
    expect(await codes('createHold', { name: randomUUID() }, { key })).toEqual([])
  })
})

describe('the order of refusals', () => {
  it('is: not found, forbidden, version, then the rules of the command', async () => {
    const id = await newHold()
    const reader: Principal = { ...staff, brandPermissions: ['audit.legal_hold.read'] }
    const stranger: Principal = { ...staff, brandPermissions: ['audit.legal_hold.release'] }
    expect(await codes('releaseHold', { id, expectedVersion: 9, status: 'NONE' }, { as: stranger })).toEqual(['NOT_FOUND'])
    expect(await codes('releaseHold', { id, expectedVersion: 9, status: 'NONE' }, { as: reader })).toEqual(['FORBIDDEN'])
    expect(await codes('releaseHold', { id, expectedVersion: 9, status: 'NONE' })).toEqual(['VERSION_CONFLICT'])
    expect(await codes('releaseHold', { id, expectedVersion: 1, status: 'RELEASED' })).toEqual([])
    expect(await codes('releaseHold', { id, expectedVersion: 2, status: 'ACTIVE' })).toEqual(['ILLEGAL_STATE'])
  })

  it('names the first row of the input that is not found, whatever the order of locking', async () => {
    const id = await newHold()
    for (const other of [randomUUID(), '00000000-0000-7000-8000-000000000000', 'ffffffff-0000-7000-8000-000000000000', 'no id']) {
      expect(payloadOf(await send('releaseHold', { id, other }), 'releaseHold').userErrors).toEqual([{ code: 'NOT_FOUND', path: ['input', 'other'] }])
    }
  })

  it('asks the owner for ids of other modules, in the name of the caller and without what was granted to this request', async () => {
    asked = []
    expect(await codes('createHold', { name: randomUUID(), person: 'ffffffff-0000-7000-8000-000000000000' })).toEqual(['NOT_FOUND'])
    expect(await codes('createHold', { name: randomUUID(), person: randomUUID() })).toEqual([])
    expect(asked).toMatchObject([{ module: 'identity', envelope: { principal: { id: staff.id } } }, {}])
    expect(JSON.stringify(asked)).not.toContain('idempotencyKey')
  })

  it('asks without the emergency access of the caller, which is for seeing', async () => {
    asked = []
    const breakGlass = { grantId: randomUUID(), subject: { kind: 'PERSON', personId: randomUUID() }, categories: ['CONTACT'], purpose: 'SECURITY', exp: Date.now() + 60_000 } as const
    expect(await codes('createHold', { name: randomUUID(), person: randomUUID() }, { as: { ...staff, breakGlass } })).toEqual([])
    expect(asked).toMatchObject([{ envelope: { principal: { id: staff.id } } }])
    expect(JSON.stringify(asked)).not.toContain('breakGlass')
  })
})

describe('what a command is given', () => {
  it('is no mask of what it is to replace', async () => {
    const id = await newHold()
    expect(await codes('releaseHold', { id, reference: 'Case of ‹email›' })).toEqual(['MASKED_VALUE_IN_INPUT'])
    expect(await codes('releaseHold', { id, reference: 'Case 2' })).toEqual([])
  })

  it('holds nothing that Postgres cannot store', async () => {
    expect(await codes('createHold', { name: 'a\0b' })).toEqual(['VALIDATION_FAILED'])
    expect(await codes('createHold', { name: '   ' })).toEqual(['VALIDATION_FAILED'])
    expect(await codes('createHold', { name: 'x'.repeat(51) })).toEqual(['VALIDATION_FAILED'])
  })
})

describe('a command that hides its outcome', () => {
  const invite = async (name: string, key = randomUUID()): Promise<SubgraphResponse> => subgraph.execute({
    query: 'mutation ($input: InviteHoldInput!) { inviteHold(input: $input) { accepted auditLegalHold { id } label replayed userErrors { code } } }',
    variables: { input: { name } }, envelope: envelopeOf(staff, { idempotencyKey: key }),
  })

  it('says that it was taken, and says it again', async () => {
    const [name, key] = [randomUUID(), randomUUID()]
    expect(payloadOf(await invite(name, key), 'inviteHold')).toEqual({ accepted: true, auditLegalHold: null, label: 'plain', replayed: false, userErrors: [] })
    expect(payloadOf(await invite(name, key), 'inviteHold')).toMatchObject({ accepted: true, auditLegalHold: null, label: null, replayed: true })
    expect(payloadOf(await invite(' ', key), 'inviteHold')).toMatchObject({ accepted: false, userErrors: [{ code: 'VALIDATION_FAILED' }] })
  })

  it('shows no value that nobody has opened', async () => {
    const name = randomUUID()
    await invite(name)
    const answer = await invite(name)
    expect(answer).toMatchObject({ data: { inviteHold: { accepted: true, label: null } }, errors: [{ path: ['inviteHold', 'label'], extensions: { code: 'SEALED_VALUE' } }] })
    expect(JSON.stringify(answer)).not.toContain(name)
  })
})

describe('several commands of one operation', () => {
  it('run one after the other, each with its payload', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    const answer = await subgraph.execute({
      query: `mutation ($a: CreateHoldInput!, $b: CreateHoldInput!) { a: createHold(input: $a) { hold: auditLegalHold { __typename status } replayed } b: createHold(input: $b) { first: auditLegalHold { status } again: auditLegalHold { status } __typename } }`,
      variables: { a: { name: a, idempotencyKey: a }, b: { name: b, idempotencyKey: b } }, envelope: envelopeOf(staff, { idempotencyKey: randomUUID() }),
    })
    expect(answer.data).toEqual({
      a: { hold: { __typename: 'AuditLegalHold', status: 'ACTIVE' }, replayed: false },
      b: { first: { status: 'ACTIVE' }, again: { status: 'ACTIVE' }, __typename: 'CreateHoldPayload' },
    })
    expect((await world.rows('audit.audit_legal_holds', `name in ('${a}', '${b}')`)).map(({ name }) => name)).toEqual([a, b])
  })

  it('do not run at all where the payload of one is refused', async () => {
    const name = randomUUID()
    const answer = await subgraph.execute({
      query: `mutation ($a: CreateHoldInput!) { createHold(input: $a) { auditLegalHold { subjectPerson { auditLogs: id } releaseReason @reveal(reason: "r0", purpose: AUDIT) } } }`,
      variables: { a: { name } }, envelope: envelopeOf(staff, { idempotencyKey: randomUUID() }),
    })
    expect(answer.errors?.[0]?.extensions.code).toBe('REASON_REQUIRED')
    expect(await world.rows('audit.audit_legal_holds', `name = '${name}'`)).toEqual([])
  })
})
