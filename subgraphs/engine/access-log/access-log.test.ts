import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RequestFacts } from '../../../schema/policy/envelope.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { Subgraph, SubgraphResponse } from '../../../schema/subgraph.ts'
import { isObject } from '../read/decode.ts'
import { fixtureDatabase, type FixtureDatabase } from '../testing/fixture-database.ts'
import { analystOf, fixtureId, memberOf, supportOf } from '../testing/fixture-people.ts'
import { fixtureRows } from '../testing/fixture-rows.ts'
import { envelopeOf, fixtureKeys, fixtureSubgraph } from '../testing/fixture-subgraph.ts'
import { fingerprint } from './fingerprint.ts'

let database: FixtureDatabase
let subgraphs: Readonly<Record<'billing' | 'identity', Subgraph>>

beforeAll(async () => {
  database = await fixtureDatabase(fixtureRows)
  subgraphs = { billing: fixtureSubgraph('billing', { pool: database.pool, limits: { revealedPage: 100 } }), identity: fixtureSubgraph('identity', { pool: database.pool }) }
})
beforeEach(() => database.query('truncate billing.audit_log, billing.outbox, identity.audit_log, identity.outbox'))
afterAll(() => database.end())

type Module = keyof typeof subgraphs
type Facts = Partial<RequestFacts>

function ask(module: Module, principal: Principal, { query, ...facts }: Facts & { readonly query: string }): Promise<SubgraphResponse> {
  return subgraphs[module].execute({ query, envelope: envelopeOf(principal, facts) })
}

interface Logged {
  readonly eventType: string
  readonly entityId: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** What a module has logged since the last test, each row with its message. */
async function logged(module: Module): Promise<readonly Logged[]> {
  const rows = await database.query(`select l.event_type, l.entity_id, l.details from ${module}.audit_log l join ${module}.outbox o on o.id = l.id order by o.seq`)
  const [counts] = await database.query(`select (select count(*) from ${module}.audit_log)::int as rows, (select count(*) from ${module}.outbox)::int as messages`)
  expect(counts).toEqual({ rows: rows.length, messages: rows.length })
  return rows.map(({ event_type, entity_id, details }) => ({
    eventType: String(event_type), entityId: typeof entity_id === 'string' ? entity_id : null, details: isObject(details) ? details : {},
  }))
}

function nodesOf({ data, errors }: SubgraphResponse, field: string): readonly Record<string, unknown>[] {
  expect(errors).toBeUndefined()
  const list = data?.[field]
  return isObject(list) && Array.isArray(list.nodes) ? list.nodes.filter(isObject) : []
}

/** Sees every invoice, and has the clearance of an admin in one workspace. */
const adminAmongOthers: Principal = {
  ...memberOf(1), brandPermissions: ['*'],
  assignments: [{ clearance: 'admin', workspaceId: fixtureId('workspace', 2), permissions: ['*'] }],
}
const supportLead: Principal = { ...supportOf(1), clearances: ['support_lead'], personId: fixtureId('person', 1) }
const reveal = { reveals: [{ reason: 'a customer asked for it', purpose: 'SERVICE' }], budgets: { subjects: 50 } } as const
const ticket = {
  reveals: [{ reason: 'ticket about the address', purpose: 'SUPPORT' }], budgets: { subjects: 50 },
  ticket: { ticketId: 'x', workspaceId: fixtureId('workspace', 3), requesterId: fixtureId('person', 4) },
} as const

describe('the access log', () => {
  it('has each value that was shown raw, and no other', async () => {
    const query = '{ invoices(first: 100) { nodes { id memo billToEmail @reveal(reason: "r0", purpose: SERVICE) } } }'
    const nodes = nodesOf(await ask('billing', adminAmongOthers, { query, ...reveal }), 'invoices')
    const raw = nodes.filter(({ billToEmail }) => String(billToEmail).startsWith('jane'))
    expect([nodes.length, raw.length > 3 && raw.length < 20]).toEqual([100, true])
    const rows = await logged('billing')
    expect(rows.filter(({ entityId }) => entityId !== null).map(({ entityId, details: { coordinates, count } }) => [entityId, coordinates, count]))
      .toEqual(raw.map(({ id }) => [id, ['Invoice.billToEmail'], 1]))
    const memos = nodes.filter(({ memo }) => memo !== null).length
    expect(rows.filter(({ entityId }) => entityId === null).map(({ details: { counts, count } }) => [counts, count])).toEqual([[{ 'Invoice.memo': memos }, memos]])
  })

  it('says who looked, why, and by what right, and keeps the reason out of the module', async () => {
    await ask('identity', supportLead, { query: `{ user(id: "${fixtureId('user', 4)}") { email @reveal(reason: "r0", purpose: SUPPORT) } }`, ...ticket })
    expect((await logged('identity')).map(({ details: { reasonHmac, policyVersion: _, ...details }, ...rest }) => ({ ...rest, details, isHashed: /^[0-9a-f]{64}$/.test(String(reasonHmac)) }))).toMatchInlineSnapshot(`
      [
        {
          "details": {
            "_piiCategories": [
              "CONTACT",
            ],
            "_subjectPersonId": "00000002-0000-7000-8000-000000000004",
            "_tier": "ACCESS",
            "coordinates": [
              "User.email",
            ],
            "count": 1,
            "decision": "REVEAL",
            "grant": "support_lead",
            "operationHash": "test",
            "purpose": "SUPPORT",
            "ticketId": "x",
          },
          "entityId": null,
          "eventType": "access.revealed",
          "isHashed": true,
        },
      ]
    `)
    const [message] = await database.query('select payload from identity.outbox')
    expect(message).toMatchObject({ payload: { reason: 'ticket about the address', actorType: 'PERSON', actorId: fixtureId('person', 1) } })
    expect(JSON.stringify(await database.query('select * from identity.audit_log'))).not.toContain('ticket about')
  })

  it('is silent about one\'s own values, masks, pseudonyms and empty fields', async () => {
    const users = '{ users { nodes { email fullName bio } } }'
    expect(nodesOf(await ask('identity', memberOf(1), { query: users }), 'users')).toEqual([{ email: 'user1@example.com', fullName: 'User 1', bio: 'call me' }])
    await ask('identity', supportOf(1), { query: '{ users { nodes { email fullName } } }' })
    await ask('identity', analystOf(1), { query: '{ users { nodes { email fullName } } }' })
    await ask('billing', adminAmongOthers, { query: '{ invoices(filter: { billToLegalEntity: { isNull: true } }) { nodes { billToLegalEntity } } }' })
    expect([...await logged('identity'), ...await logged('billing')]).toEqual([])
  })

  it('names the person behind a row that belongs to an account', async () => {
    await database.query(`insert into identity.sessions (brand_id, id, user_id, session_token, last_login_ip, expires_at)
      values ('${fixtureId('brand', 1)}', '${fixtureId('line', 1)}', '${fixtureId('user', 4)}', 'x', '192.0.2.7', now())`)
    const query = '{ sessions { nodes { lastLoginIp @reveal(reason: "r0", purpose: SUPPORT) } } }'
    expect(nodesOf(await ask('identity', supportLead, { query, ...ticket }), 'sessions')).toEqual([{ lastLoginIp: '192.0.2.7' }])
    expect((await logged('identity')).map(({ details }) => details._subjectPersonId)).toEqual([fixtureId('person', 4)])
  })

  it('counts lists in lists, edges and entities of a fetch', async () => {
    const query = `{ _entities(representations: [{ __typename: "User", id: "${fixtureId('user', 4)}" }, { __typename: "User", id: "${fixtureId('user', 5)}" }]) {
      ... on User { person { contactEmail @reveal(reason: "r0", purpose: SUPPORT) users { edges { node { email @reveal(reason: "r0", purpose: SUPPORT) } } } } } } }`
    const answer = await ask('identity', supportLead, { query, ...ticket })
    expect(JSON.stringify(answer.data)).toContain('person4@example.com')
    expect(JSON.stringify(answer.data)).not.toContain('person5@example.com')
    expect(JSON.stringify(answer.data)).not.toContain('$log')
    expect((await logged('identity')).map(({ details: { count, coordinates, _subjectPersonId } }) => ({ count, coordinates, _subjectPersonId })))
      .toEqual([{ count: 2, coordinates: ['Person.contactEmail', 'User.email'], _subjectPersonId: fixtureId('person', 4) }])
  })

  it('names everything that a service account or somebody in another one\'s name reads', async () => {
    const account: Principal = { ...adminAmongOthers, kind: 'SERVICE_ACCOUNT', scopes: ['pii.free_text.reveal', 'billing.*'] }
    const query = '{ invoices(first: 100, filter: { workspaceId: { eq: "' + fixtureId('workspace', 2) + '" } }) { nodes { id memo } } }'
    const nodes = nodesOf(await ask('billing', account, { query }), 'invoices')
    expect((await logged('billing')).map(({ entityId, details: { grant } }) => [entityId, grant])).toEqual(nodes.map(({ id }) => [id, 'admin']))
  })

  it('says why somebody works in another one\'s name, unless they say why they ask for a value', async () => {
    const reason = 'asked to set the page up'
    const inNameOf = (one: Principal): Principal => ({ ...one, onBehalfOf: { ...one, id: 'partner' } })
    const [partner, lead] = [inNameOf(adminAmongOthers), inNameOf(supportLead)]
    const ofWorkspace = `(first: 100, filter: { workspaceId: { eq: "${fixtureId('workspace', 2)}" } })`
    await ask('billing', partner, { query: `{ invoices${ofWorkspace} { nodes { memo } } }`, reason })
    await ask('identity', lead, { query: '{ users(filter: { email: { eq: "user3@example.com" } }) { nodes { id } } }', reason, budgets: { lookups: 1 } })
    const same = fingerprint(fixtureKeys.audit, partner.brandId, ['reason', reason])
    for (const module of ['billing', 'identity'] as const) {
      const rows = await logged(module)
      expect([...new Set(rows.map(({ details: { reasonHmac } }) => reasonHmac))]).toEqual([same])
      expect(await database.query(`select distinct payload ->> 'reason' as reason from ${module}.outbox`)).toEqual([{ reason }])
      expect(JSON.stringify(rows)).not.toContain(reason)
    }
    await database.query('truncate billing.audit_log, billing.outbox')
    await ask('billing', partner, { query: `{ invoices${ofWorkspace} { nodes { billToEmail @reveal(reason: "r0", purpose: SERVICE) } } }`, ...reveal, reason })
    expect(await database.query(`select distinct payload ->> 'reason' as reason from billing.outbox`)).toEqual([{ reason: 'a customer asked for it' }])
  })

  it('is not left out: what cannot be logged is not shown', async () => {
    await database.query('revoke insert on billing.outbox from vg_fixture_reader')
    const query = '{ invoices(first: 100) { nodes { memo } } }'
    const answer = await ask('billing', adminAmongOthers, { query })
    await database.query('grant insert on billing.outbox to vg_fixture_reader')
    expect(answer).toMatchObject({ data: { invoices: null }, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] })
    expect(await logged('billing')).toEqual([])
    expect(nodesOf(await ask('billing', adminAmongOthers, { query }), 'invoices')).toHaveLength(100)
  })

  it('costs nothing where nothing can be logged', async () => {
    database.sent()
    await ask('billing', supportOf(1), { query: '{ invoices { nodes { billToEmail } } }' })
    expect(database.sent()).toHaveLength(1)
  })
})
