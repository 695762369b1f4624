import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../prisma/database/test-database.ts'
import { personas } from '../prisma/seed/personas.ts'
import type { Principal } from '../schema/policy/principal.ts'
import { envelopeOf, fixtureKeys } from './engine/testing/fixture-subgraph.ts'
import { principalOf, truth } from './engine/testing/seeded.ts'
import { isObject } from './engine/read/decode.ts'
import { openSubgraphs, type OpenSubgraph } from './serve.ts'

let subgraphs: OpenSubgraph[]

beforeAll(async () => {
  subgraphs = await openSubgraphs({ connectionFor: testDatabase().connectionFor, keys: fixtureKeys, poolSize: 2 })
})
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.close())))

function personaPrincipal(name: string): Principal {
  const persona = personas.find((each) => each.name === name)
  if (!persona) throw new Error('There is no such persona.')
  return principalOf(persona)
}

const support = personaPrincipal('support')
const member = personaPrincipal('member')
const brand = support.brandId

async function ask(module: string, query: string, { variables, principal = support }: { readonly variables?: Record<string, unknown>, readonly principal?: Principal } = {}): Promise<Record<string, unknown>> {
  const answer = await subgraphs.find(({ name }) => name === module)?.execute({ query, variables, envelope: envelopeOf(principal) })
  expect(answer?.errors).toBeUndefined()
  return answer?.data ?? {}
}

function nodesOf(list: unknown): readonly Record<string, unknown>[] {
  return isObject(list) && Array.isArray(list.nodes) ? list.nodes : []
}

function entitiesOf(data: Record<string, unknown>): readonly unknown[] {
  return Array.isArray(data._entities) ? data._entities : []
}

async function ids(text: string): Promise<readonly string[]> {
  return (await truth(text, [brand])).map(({ id }) => String(id))
}

describe('billing', () => {
  it('says which invoices are overdue', async () => {
    const { invoices } = await ask('billing', '{ invoices(first: 100, filter: { status: { in: [OPEN, PAID] } }) { nodes { id isOverdue } } }')
    const overdue = new Set(await ids(`select id from billing.invoices where brand_id = $1 and status = 'OPEN' and due_at < now() and amount_remaining_cents > 0`))
    const nodes = nodesOf(invoices)
    expect(nodes).toHaveLength(100)
    for (const { id, isOverdue } of nodes) expect(isOverdue).toBe(overdue.has(String(id)))
    expect(nodes.some(({ isOverdue }) => isOverdue)).toBe(true)
  })

  it('says which cards have expired', async () => {
    const { paymentMethods } = await ask('billing', '{ paymentMethods(first: 100) { nodes { id cardExpYear cardExpMonth isExpired } } }')
    for (const { cardExpYear, cardExpMonth, isExpired } of nodesOf(paymentMethods)) {
      expect(isExpired).toBe(cardExpYear === null ? null : Number(cardExpYear) * 12 + Number(cardExpMonth) < new Date().getUTCFullYear() * 12 + new Date().getUTCMonth() + 1)
    }
  })

  it('finds the latest invoice of a subscription', async () => {
    const { subscriptions } = await ask('billing', '{ subscriptions(first: 20) { nodes { id latestInvoice { id issuedAt } } } }')
    const rows = await truth('select distinct on (subscription_id) subscription_id, id from billing.invoices where brand_id = $1 and issued_at is not null order by subscription_id, issued_at desc, id desc', [brand])
    const latest = new Map(rows.map(({ subscription_id, id }) => [subscription_id, id]))
    for (const { id, latestInvoice } of nodesOf(subscriptions)) expect(isObject(latestInvoice) ? latestInvoice.id : undefined).toBe(latest.get(id))
    expect(latest.size).toBeGreaterThan(50)
  })

  it('finds what is selected at each place, where one field of a fragment stands alone and beside others', async () => {
    const places = ['alone: subscriptions(first: 20) { nodes { id ...F } }', 'beside: subscriptions(first: 20) { nodes { id ...F latestInvoice { status } } }']
    for (const [first, second] of [places, places.toReversed()]) {
      const { alone, beside } = await ask('billing', `{ ${first} ${second} } fragment F on BillingSubscription { latestInvoice { id } }`)
      const invoices = nodesOf(beside).map(({ latestInvoice }) => latestInvoice)
      expect(invoices.some(isObject)).toBe(true)
      for (const invoice of invoices.filter(isObject)) expect(invoice).toEqual({ id: expect.any(String), status: expect.any(String) })
      expect(nodesOf(alone).map(({ latestInvoice }) => latestInvoice)).toEqual(invoices.map((invoice) => isObject(invoice) ? { id: invoice.id } : null))
    }
  })

  it('knows the plan of a workspace, one statement a step for all workspaces', async () => {
    const rows = await truth(`select w.workspace_id, s.id, p.plan_code from (select distinct workspace_id from billing.subscriptions where brand_id = $1 limit 20) w
      left join billing.subscriptions s on s.brand_id = $1 and s.workspace_id = w.workspace_id and s.is_primary and s.status in ('TRIALING','ACTIVE','PAST_DUE','UNPAID','PAUSED','INCOMPLETE')
      left join billing.plans p on p.brand_id = $1 and p.id = s.plan_id`, [brand])
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Workspace { id primarySubscription { id } currentPlan { planCode } } } }'
    const data = await ask('billing', query, { variables: { r: rows.map(({ workspace_id }) => ({ __typename: 'Workspace', id: workspace_id })) } })
    expect(entitiesOf(data)).toEqual(rows.map(({ workspace_id, id, plan_code }) => ({ id: workspace_id, primarySubscription: id && { id }, currentPlan: plan_code && { planCode: plan_code } })))
  })
})

describe('organization', () => {
  it('finds an organization by its slug where the caller may read it, and refuses the question where not', async () => {
    const [org] = await truth('select o.id, o.slug from organization.organizations o where o.brand_id = $1 and o.id = $2', [brand, member.assignments.find(({ orgId }) => orgId)?.orgId])
    const query = 'query ($slug: String!) { organizationBySlug(slug: $slug) { id slug } }'
    expect(await ask('organization', query, { variables: { slug: org?.slug }, principal: member })).toEqual({ organizationBySlug: { id: org?.id, slug: org?.slug } })
    expect(await ask('organization', query, { variables: { slug: 'none-such' }, principal: member })).toEqual({ organizationBySlug: null })
    const organization = subgraphs.find(({ name }) => name === 'organization')
    const refused = await organization?.execute({ query: '{ workspaceBySlug(slug: "x") { id } }', envelope: envelopeOf({ ...personaPrincipal('analyst'), scopes: ['billing.*'] }) })
    expect(refused).toMatchObject({ data: { workspaceBySlug: null }, errors: [{ extensions: { code: 'PII_FILTER_REFUSED', coordinate: 'Workspace.slug' } }] })
  })

  it('lists the organizations and workspaces of the caller', async () => {
    const orgs = await truth(`select org_id from organization.org_members where brand_id = $1 and person_id = $2 and status = 'ACTIVE' order by org_id desc`, [brand, member.personId])
    const { myOrganizations, myWorkspaces } = await ask('organization', '{ myOrganizations { nodes { id } totalCount } myWorkspaces { nodes { id orgId } } }', { principal: member })
    expect(nodesOf(myOrganizations).map(({ id }) => id)).toEqual(orgs.map(({ org_id }) => org_id))
    expect(nodesOf(myWorkspaces).map(({ id }) => id)).toEqual(member.assignments.flatMap(({ workspaceId }) => workspaceId ?? []))
  })

  it('lists the accounts of a workspace in pages', async () => {
    const [workspace] = await truth(`select default_workspace_id as id, count(*)::int as n from organization.org_members where brand_id = $1 and status = 'ACTIVE' and user_id is not null and default_workspace_id is not null group by 1 order by 2 desc limit 1`, [brand])
    const query = `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Workspace { users(first: 2, after: $after) { nodes { id } edges { cursor node { __typename id } } pageInfo { hasNextPage endCursor } totalCount } } } }`
    const seen: unknown[] = []
    let after: unknown
    do {
      const [entity] = entitiesOf(await ask('organization', query, { variables: { r: [{ __typename: 'Workspace', id: workspace?.id }], after } }))
      const users = isObject(entity) && isObject(entity.users) ? entity.users : {}
      expect(users.totalCount).toBe(workspace?.n)
      seen.push(...nodesOf(users).map(({ id }) => id))
      after = isObject(users.pageInfo) && users.pageInfo.hasNextPage === true ? users.pageInfo.endCursor : undefined
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(workspace?.n)
    expect(seen).toHaveLength(Number(workspace?.n))
  })

  it('knows the home of an account', async () => {
    const rows = await truth(`select distinct on (user_id) user_id, default_workspace_id from organization.org_members
      where brand_id = $1 and status = 'ACTIVE' and default_workspace_id is not null and user_id is not null order by user_id, joined_at, id limit 30`, [brand])
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id workspaceId workspace { id } } } }'
    const data = await ask('organization', query, { variables: { r: rows.map(({ user_id }) => ({ __typename: 'User', id: user_id })) } })
    expect(entitiesOf(data)).toEqual(rows.map(({ user_id, default_workspace_id }) => ({ id: user_id, workspaceId: default_workspace_id, workspace: { id: default_workspace_id } })))
    expect(rows.length).toBe(30)
  })
})

describe('support', () => {
  it('finds a ticket by its number and times the answers', async () => {
    const [row] = await truth(`select org_id, ticket_number, id, floor(extract(epoch from first_responded_at - created_at))::int as first, floor(extract(epoch from resolved_at - created_at))::int as resolution
      from support.support_tickets where brand_id = $1 and resolved_at is not null limit 1`, [brand])
    const query = 'query ($o: ID!, $n: SafeInt!) { supportTicketByNumber(orgId: $o, ticketNumber: $n) { id firstResponseSeconds resolutionSeconds } }'
    expect(await ask('support', query, { variables: { o: row?.org_id, n: Number(row?.ticket_number) } })).toEqual({
      supportTicketByNumber: { id: row?.id, firstResponseSeconds: row?.first, resolutionSeconds: row?.resolution },
    })
  })
})

describe('audit', () => {
  it('tells what happened to one entity, newest first', async () => {
    const [entity] = await truth('select entity_type, entity_id, count(*)::int as n from audit.audit_logs where brand_id = $1 and entity_id is not null group by 1, 2 order by 3 desc limit 1', [brand])
    const query = 'query ($t: String!, $i: ID!) { auditTrail(entityType: $t, entityId: $i, first: 100) { nodes { id occurredAt entityId } totalCount } }'
    const { auditTrail } = await ask('audit', query, { variables: { t: entity?.entity_type, i: entity?.entity_id }, principal: personaPrincipal('auditor') })
    const times = nodesOf(auditTrail).map(({ occurredAt }) => String(occurredAt))
    expect(auditTrail).toMatchObject({ totalCount: entity?.n })
    expect(times).toEqual([...times].sort().reverse())
  })
})

describe('identity', () => {
  it('knows the caller', async () => {
    const { me } = await ask('identity', '{ me { kind clearance purpose purposes brand { id } user { id email } person { id displayName } } }', { principal: member })
    const [user] = await truth('select u.email, p.display_name from identity.users u join identity.persons p on p.brand_id = u.brand_id and p.id = u.person_id where u.brand_id = $1 and u.id = $2', [brand, member.userId])
    expect(me).toEqual({
      kind: 'PERSON', clearance: ['MEMBER'], purpose: 'SERVICE', purposes: ['SERVICE'], brand: { id: brand },
      user: { id: member.userId, email: user?.email }, person: { id: member.personId, displayName: user?.display_name },
    })
  })
})
