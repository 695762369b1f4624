import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RequestFacts } from '../../schema/policy/envelope.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Subgraph } from '../../schema/subgraph.ts'
import { isObject } from './read/decode.ts'
import { fixtureDatabase, type FixtureDatabase } from './testing/fixture-database.ts'
import { fixtureId, memberOf, nobody, supportOf } from './testing/fixture-people.ts'
import { fixtureRows } from './testing/fixture-rows.ts'
import { envelopeOf, fixtureSubgraph } from './testing/fixture-subgraph.ts'

let database: FixtureDatabase
let subgraphs: Readonly<Record<'billing' | 'identity', Subgraph>>

beforeAll(async () => {
  database = await fixtureDatabase(fixtureRows)
  subgraphs = { billing: fixtureSubgraph('billing', { pool: database.pool, limits: { revealedPage: 100 } }), identity: fixtureSubgraph('identity', { pool: database.pool }) }
})
beforeEach(() => { database.sent() })
afterAll(() => database.end())

type Asked = Partial<RequestFacts> & { readonly module?: keyof typeof subgraphs, readonly variables?: Record<string, unknown> }

/** Values of a field of the first list of the answer, or the code of the refusal. */
async function shown(principal: Principal, query: string, { module = 'identity', variables, ...facts }: Asked = {}): Promise<readonly unknown[] | string> {
  const { data, errors } = await subgraphs[module].execute({ query, variables, envelope: envelopeOf(principal, facts) })
  if (errors) return errors[0]?.extensions.code ?? ''
  const [list] = Object.values(data ?? {})
  return isObject(list) && Array.isArray(list.nodes) ? list.nodes.map((node: unknown) => isObject(node) ? Object.values(node)[0] : node) : []
}

const lead: Principal = { ...supportOf(1), clearances: ['support_lead'] }
const privacyOfficer: Principal = { ...supportOf(1), clearances: ['privacy_officer'], purposes: ['SERVICE', 'LEGAL'], purpose: 'SERVICE' }
const reveals = [{ reason: 'asked for by letter', purpose: 'LEGAL' }, { reason: 'ticket about the address', purpose: 'SUPPORT' }] as const
const budgets = { subjects: 20 }
const ticket = { ticketId: 't', workspaceId: fixtureId('workspace', 3), requesterId: fixtureId('person', 4) }
const raw = Array.from({ length: 12 }, (_, index) => `user${12 - index}@example.com`)
const masks = raw.map(() => 'u•••@•••.com')

describe('a request for a raw value', () => {
  const letter = '{ users(first: 20) { nodes { email @reveal(reason: "r0", purpose: LEGAL) } } }'

  it('shows it to those who may see it for a reason, and to nobody else', async () => {
    expect(await shown(privacyOfficer, letter, { reveals, budgets })).toEqual(raw)
    expect(await shown(privacyOfficer, '{ users(first: 20) { nodes { email } } }')).toEqual(masks)
    expect(await shown(supportOf(1), letter, { reveals, budgets })).toEqual(masks)
  })

  it('is for the field that carries it, and for the purpose that it names', async () => {
    const { data } = await subgraphs.identity.execute({
      query: `{ users(first: 1) { nodes { raw: email @reveal(reason: "r0", purpose: LEGAL) email fullName @reveal(reason: "r1", purpose: SUPPORT) } } }`,
      envelope: envelopeOf(privacyOfficer, { reveals, budgets, ticket }),
    })
    expect(data).toEqual({ users: { nodes: [{ raw: 'user12@example.com', email: 'u•••@•••.com', fullName: 'U•••' }] } })
  })

  it.each([
    ['without a reason in the envelope', letter, { budgets }, 'REASON_REQUIRED'],
    ['for another purpose than that of the envelope', letter.replace('LEGAL', 'DSAR'), { reveals, budgets }, 'REASON_REQUIRED'],
    ['with its reason in the text', letter.replace('r0', 'asked for by letter'), { reveals, budgets }, 'REASON_REQUIRED'],
    ['without a purpose', letter.replace(', purpose: LEGAL', ''), { reveals, budgets }, 'REASON_REQUIRED'],
    ['with a reason that the envelope does not have', letter.replace('r0', 'r7'), { reveals, budgets }, 'REASON_REQUIRED'],
    ['without a budget', letter, { reveals, budgets: { subjects: 0 } }, 'BUDGET_EXCEEDED'],
    ['for a ticket that nobody vouches for', '{ users { nodes { email @reveal(reason: "r1", purpose: SUPPORT) } } }', { reveals, budgets }, 'TICKET_REQUIRED'],
    ['on a public column', '{ users { nodes { id @reveal(reason: "r0", purpose: LEGAL) } } }', { reveals, budgets }, 'VALIDATION_FAILED'],
    ['on an object', '{ users { nodes { person @reveal(reason: "r0", purpose: LEGAL) { id } } } }', { reveals, budgets }, 'VALIDATION_FAILED'],
    ['on a root field', '{ users @reveal(reason: "r0", purpose: LEGAL) { nodes { id } } }', { reveals, budgets }, 'VALIDATION_FAILED'],
    ['twice on one field', '{ users { nodes { email @reveal(reason: "r0", purpose: LEGAL) email @reveal(reason: "r1", purpose: SUPPORT) } } }', { reveals, budgets, ticket }, 'VALIDATION_FAILED'],
    ['in a fragment, without a reason', '{ users { nodes { ...f } } } fragment f on User { email @reveal(reason: "r0", purpose: LEGAL) }', { budgets }, 'REASON_REQUIRED'],
  ] as const)('is refused %s', async (_, query, facts, code) => {
    expect(await shown(privacyOfficer, query, facts)).toBe(code)
    expect(database.sent()).toEqual([])
  })

  it('takes twenty rows at most', async () => {
    for (const query of [letter.replace('20', '21'), letter.replace('first: 20', 'last: 21'), '{ users(first: 21) { nodes { person { contactEmail @reveal(reason: "r0", purpose: LEGAL) } } } }']) {
      expect(await shown(privacyOfficer, query, { reveals, budgets })).toBe('PAGE_TOO_LARGE')
    }
  })

  it('shows no more than was reserved, over all lists of a fetch, and logs nothing of what it does not show', async () => {
    const [all, twice] = [{ reveals, budgets: { subjects: 12 } }, `{ a: users(first: 20) { nodes { email @reveal(reason: "r0", purpose: LEGAL) } } b: users(first: 1) { nodes { email @reveal(reason: "r0", purpose: LEGAL) } } }`]
    const logged = async (): Promise<unknown> => (await database.query('select count(*)::int as n from identity.audit_log'))[0]?.n
    expect(await shown(privacyOfficer, letter, all)).toEqual(raw)
    const before = await logged()
    expect(await shown(privacyOfficer, letter, { reveals, budgets: { subjects: 11 } })).toBe('BUDGET_EXCEEDED')
    expect(await logged()).toBe(before)
    expect(await shown(privacyOfficer, twice, all)).toBe('BUDGET_EXCEEDED')
    expect(await shown(privacyOfficer, twice, { reveals, budgets: { subjects: 13 } })).toEqual(raw)
  })

  it('works in what a resolver gives, and not in what it reads for itself', async () => {
    const handWritten = `extend type Query { first: User @sensitivity(reads: ["User.email"], scope: [BRAND]) }
      extend type User { domain: String @sensitivity(level: PII, category: CONTACT, mask: FIXED, reads: ["User.email"], scope: [BRAND]) }`
    const identity = fixtureSubgraph('identity', { pool: database.pool, handWritten, resolvers: {
      Query: { first: (_id, _args, { view }) => view.entity('User', fixtureId('user', 3)) },
      User: { domain: async (id, _args, { view }) => (await view.row('User', id))?.email },
    } })
    const query = '{ first { email @reveal(reason: "r0", purpose: LEGAL) domain } }'
    expect(await identity.execute({ query, envelope: envelopeOf(privacyOfficer, { reveals, budgets }) })).toMatchObject({ data: { first: { email: 'user3@example.com', domain: 'u•••@•••.com' } } })
    expect(await identity.execute({ query, envelope: envelopeOf(privacyOfficer) })).toMatchObject({ errors: [{ extensions: { code: 'REASON_REQUIRED' } }] })
  })

  it('is not asked for where the field is left out', async () => {
    const query = 'query ($no: Boolean!) { users(first: 1) { nodes { id email @reveal(reason: "r0", purpose: LEGAL) @include(if: $no) } } }'
    expect(await shown(privacyOfficer, query, { variables: { no: false } })).toEqual([fixtureId('user', 12)])
    expect(await shown(privacyOfficer, query, { variables: { no: true } })).toBe('REASON_REQUIRED')
  })

  it('of the desk reaches the rows of the ticket only', async () => {
    const users = '{ users(first: 20) { nodes { email @reveal(reason: "r1", purpose: SUPPORT) } } }'
    expect(await shown(lead, users, { reveals, budgets, ticket })).toEqual(raw.map((email) => email === 'user4@example.com' ? email : 'u•••@•••.com'))
    const invoices = `{ invoices(first: 100) { nodes { billToEmail @reveal(reason: "r1", purpose: SUPPORT) } } }`
    const values = await shown(lead, invoices, { module: 'billing', reveals, budgets, ticket })
    const [counted] = await database.query(`select count(*)::int from (select workspace_id from billing.invoices where brand_id = '${fixtureId('brand', 1)}' order by id desc limit 100) i
      where workspace_id = '${ticket.workspaceId}'`)
    expect([...values].filter((value) => String(value).startsWith('jane'))).toHaveLength(Number(counted?.count))
    expect([...values].filter((value) => value === 'j•••@•••.com')).toHaveLength(100 - Number(counted?.count))
  })

  it('of the desk shows nothing where the ticket names nobody', async () => {
    const nowhere = { ...ticket, workspaceId: fixtureId('workspace', 99), requesterId: undefined }
    expect(await shown(lead, '{ users(first: 20) { nodes { email @reveal(reason: "r1", purpose: SUPPORT) } } }', { reveals, budgets, ticket: nowhere })).toEqual(masks)
  })
})

describe('emergency access', () => {
  const subject = { kind: 'PERSON', personId: fixtureId('person', 3), userId: fixtureId('user', 3) } as const
  const holding = (more: Partial<NonNullable<Principal['breakGlass']>> = {}): Principal => ({
    ...nobody, personId: fixtureId('person', 99), purposes: ['SERVICE', 'SECURITY'],
    breakGlass: { grantId: fixtureId('line', 7), subject, categories: ['CONTACT'], purpose: 'SECURITY', exp: Date.now() + 60_000, ...more },
  })
  const asked = { reveals: [{ reason: 'account is being emptied', purpose: 'SECURITY' }], budgets } as const
  const email = '{ users(first: 20) { nodes { email @reveal(reason: "r0", purpose: SECURITY) } } }'

  it('shows the rows about its subject, and no others', async () => {
    expect(await shown(nobody, '{ users { nodes { id } } }')).toEqual([])
    expect(await shown(holding(), '{ users { nodes { id } } }')).toEqual([fixtureId('user', 3)])
    expect(await shown(holding(), '{ persons { nodes { id } } }')).toEqual([fixtureId('person', 3)])
    expect(await shown(holding(), email, asked)).toEqual(['user3@example.com'])
    expect(await shown(holding(), '{ users { nodes { email } } }')).toEqual(['u•••@•••.com'])
    expect(await shown(holding(), '{ invoices { nodes { id } } }', { module: 'billing' })).toEqual([])
  })

  it('shows the categories of the grant, and never a credential', async () => {
    expect(await shown(holding({ categories: ['FREE_TEXT'] }), email, asked)).toEqual([null])
    const all = holding({ categories: ['CONTACT', 'CREDENTIAL'] })
    expect(await shown(all, '{ users { nodes { passwordHash @reveal(reason: "r0", purpose: SECURITY) } } }', asked)).toEqual([null])
  })

  it('shows a row that is its own subject', async () => {
    const invoice = holding({ subject: { kind: 'ENTITY', type: 'Invoice', id: fixtureId('invoice', 9) } })
    const query = '{ invoices { nodes { billToEmail @reveal(reason: "r0", purpose: SECURITY) } } }'
    expect(await shown(invoice, query, { module: 'billing', ...asked })).toEqual(['jane9@example.com'])
    expect(await shown(invoice, '{ subscriptions { nodes { id } } }', { module: 'billing' })).toEqual([])
    // a row that is seen otherwise shows its lines; this one does not prove that they may be seen
    expect(await shown(invoice, '{ invoices { nodes { lines { nodes { id } } } } }', { module: 'billing' })).toEqual([{ nodes: [] }])
    expect(await shown(invoice, '{ users { nodes { id } } }')).toEqual([])
  })

  it('is over by the clock of the database', async () => {
    const { data } = await subgraphs.identity.execute({ query: '{ users { nodes { id } } }', envelope: envelopeOf(holding({ exp: Date.now() + 60_000 })) })
    expect(data).toMatchObject({ users: { nodes: [{}] } })
    const late = fixtureSubgraph('identity', { pool: database.pool, now: () => Date.now() - 60_000 })
    const over = holding({ exp: Date.now() - 1_000 })
    expect(await late.execute({ query: '{ users { nodes { id } } }', envelope: envelopeOf(over, { now: Date.now() - 60_000 }) })).toEqual({ data: { users: { nodes: [] } } })
  })

  it('leaves a trace of every raw value, under its grant', async () => {
    await database.query('truncate identity.audit_log, identity.outbox')
    await shown(holding(), email, asked)
    expect(await database.query('select actor_id, details from identity.audit_log')).toMatchObject([{
      actor_id: fixtureId('person', 99),
      details: { coordinates: ['User.email'], count: 1, grant: `break_glass:${fixtureId('line', 7)}`, _subjectPersonId: fixtureId('person', 3), purpose: 'SECURITY' },
    }])
  })
})

describe('somebody who works in another one\'s name', () => {
  it('sees what both may see, and nothing as their own', async () => {
    const { id, personId, userId, clearances, assignments, brandPermissions, scopes } = memberOf(2)
    const helper: Principal = { ...memberOf(1), ...supportOf(1), personId: fixtureId('person', 1), onBehalfOf: { id, personId, userId, clearances, assignments, brandPermissions, scopes } }
    expect(await shown(helper, '{ users { nodes { id } } }')).toEqual([])
    const own = await shown(memberOf(2), '{ invoices(first: 50) { nodes { id } } }', { module: 'billing' })
    expect(own.length).toBeGreaterThan(3)
    expect(await shown(helper, '{ invoices(first: 50) { nodes { id } } }', { module: 'billing' })).toEqual(own)
  })
})
