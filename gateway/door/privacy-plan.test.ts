import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import type { Principal, Purpose } from '../../schema/policy/principal.ts'
import { assignmentsOfClaims } from '../../schema/policy/roles.ts'
import { localEnvelope } from '../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import type { Subgraph, SubgraphResponse } from '../../schema/subgraph.ts'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import { loadSupergraph } from '../supergraph.ts'
import { doorSubgraph } from './door-subgraph.ts'

const faults: unknown[] = []
let door: Subgraph

const doorOf = (isDevelopment: boolean): Subgraph => doorSubgraph({
  graph: { ...loadSupergraph(undefined, modules), limits: DEFAULT_LIMITS }, envelopeKeys: { current: 1, keys: new Map() }, isDevelopment, onFault: cause => faults.push(cause),
})

beforeAll(() => {
  door = doorOf(true)
})
beforeEach(() => { faults.length = 0 })
afterAll(() => expect(faults).toEqual([]))

type Clearance = Parameters<typeof assignmentsOfClaims>[0]['clearances'][number]

const holder = (clearance: Clearance, purpose: Purpose, purposes: readonly Purpose[] = [purpose, 'SERVICE']): Principal => ({
  kind: 'PERSON', brandId: '0190f5e0-0000-7000-8000-000000000000', id: 'i', personId: 'p', userId: 'u', scopes: [], purposes, purpose,
  ...assignmentsOfClaims({ clearances: [clearance], orgs: ['o'], workspaces: ['w'] }),
})
const LEAD = holder('support_lead', 'SUPPORT')
const MEMBER = holder('member', 'SERVICE')
const AUDITOR = holder('auditor', 'AUDIT')

const QUERY = `query ($operation: String!, $variables: JSON, $as: PrivacyPlanRole, $purpose: Purpose) {
  privacyPlan(operation: $operation, variables: $variables, as: $as, purpose: $purpose) {
    isAllowed refusedBy subjects lookups entries { path coordinate category use decision rules unlock }
  }
}`

interface Asking {
  readonly variables?: unknown
  readonly as?: string
  readonly purpose?: string
}

const ask = (principal: Principal, operation: string, more: Asking = {}, subgraph = door): Promise<SubgraphResponse> => subgraph.execute({
  query: QUERY, variables: { operation, ...more },
  envelope: localEnvelope({ principal, requestId: 'r', operationHash: 'o', policyVersion: policyVersion() }),
})

const planOf = async (principal: Principal, operation: string, more: Asking = {}): Promise<unknown> => {
  const { data, errors } = await ask(principal, operation, more)
  expect(errors).toBeUndefined()
  return data?.privacyPlan
}

const lines = async (principal: Principal, operation: string, more: Asking = {}): Promise<readonly string[]> => {
  const { data } = await ask(principal, operation, more)
  const found: string[] = []
  JSON.stringify(data, (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'coordinate' in value && 'path' in value && 'use' in value && 'decision' in value) {
      found.push(`${String(value.path)} ${String(value.coordinate)} ${String(value.use)} ${String(value.decision)}`)
    }
    return value
  })
  return found
}

describe('a privacy plan', () => {
  it('says for every field what is shown, why, and what would unlock it', async () => {
    expect(await planOf(LEAD, '{ users { nodes { id email passwordHash } } }')).toEqual({
      isAllowed: true, refusedBy: null, subjects: 0, lookups: 0,
      entries: [
        {
          path: 'users.nodes.email', coordinate: 'User.email', category: 'CONTACT', use: 'SELECT', decision: 'MASK', unlock: '@reveal(reason:, purpose: SUPPORT, ticket:)',
          rules: ['self × CONTACT = R for SERVICE', 'support_lead × CONTACT = R* for SUPPORT'],
        },
        {
          path: 'users.nodes.passwordHash', coordinate: 'User.passwordHash', category: 'CREDENTIAL', use: 'SELECT', decision: 'REFUSE', rules: [],
          unlock: 'never: a credential can be checked, not read',
        },
      ],
    })
  })

  it('knows filters, nulls, orders and lookups, in literals and in variables', async () => {
    const operation = `query ($f: UserFilter, $e: String) {
      a: users(filter: $f) { nodes { id } } b: users(filter: { email: { eq: $e } }) { nodes { id } } c: sessions(orderBy: [{ field: ID }]) { totalCount }
    }`
    expect(await lines(LEAD, operation, { variables: { f: { email: { isNull: true, contains: 'x' } }, e: 'a@example.org' } })).toEqual([
      'a(filter) User.email FILTER REFUSE', 'a(filter) User.email IS_NULL ALLOW', 'b(filter) User.email LOOKUP ALLOW',
    ])
  })

  it('counts what would be reserved', async () => {
    const reveal = '@reveal(reason: "a reason that is long enough", purpose: SUPPORT, ticket: "t")'
    expect(await planOf(LEAD, `{ users(first: 5, filter: { email: { in: ["a@x.org", "b@x.org"] } }) { nodes { email ${reveal} } } }`))
      .toMatchObject({ isAllowed: true, subjects: 5, lookups: 2, entries: [{ use: 'LOOKUP' }, { use: 'SELECT', decision: 'ROW' }] })
  })

  it.each([
    ['a filter', '{ users(filter: { idpSubject: { contains: "x" } }) { totalCount } }', 'PII_FILTER_REFUSED'],
    ['no GraphQL', '{ users', 'GRAPHQL_PARSE_FAILED'], ['a field that there is not', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'], ['nothing', '', 'GRAPHQL_PARSE_FAILED'],
    ['two operations', 'query A { me { kind } } query B { me { kind } }', 'OPERATION_RESOLUTION_FAILURE'], ['a subscription', 'subscription { x }', 'OPERATION_REFUSED'],
    ['a short reason', '{ users { nodes { email @reveal(reason: "x") } } }', 'REASON_REQUIRED'],
    ['a reserved name', '{ users { nodes { __veil_type: id } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['too deep a document', `{ users { nodes ${'{ person { users { nodes '.repeat(8)} { id } ${'} } }'.repeat(8)} } }`, 'DEPTH_LIMIT'],
  ])('says with which code an operation would end that has %s', async (_, operation, refusedBy) => {
    expect(await planOf(holder('analyst', 'ANALYTICS'), operation)).toMatchObject({ isAllowed: false, refusedBy })
  })

  it('is about another role for privacy officers and auditors alone', async () => {
    const operation = '{ users { nodes { email } } }'
    expect(await lines(AUDITOR, operation, { as: 'ANALYST' })).toEqual(['users.nodes.email User.email SELECT PSEUDONYM'])
    expect(await lines(AUDITOR, operation, { as: 'MEMBER' })).toEqual(['users.nodes.email User.email SELECT ROW'])
    for (const principal of [LEAD, MEMBER]) expect((await ask(principal, operation, { as: 'ANALYST' })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it('is for a purpose of the token', async () => {
    const operation = '{ users { nodes { bio } } }'
    expect(await lines(LEAD, operation)).toEqual(['users.nodes.bio User.bio SELECT REVEAL'])
    expect(await lines(LEAD, operation, { purpose: 'SERVICE' })).toEqual(['users.nodes.bio User.bio SELECT ROW'])
    expect((await ask(LEAD, operation, { purpose: 'LEGAL' })).errors).toMatchObject([{ extensions: { code: 'PURPOSE_NOT_ALLOWED' } }])
  })

  it('tells members what they see and nothing of the rights of others', async () => {
    expect(JSON.stringify(await planOf(MEMBER, '{ users { nodes { email } } }'))).not.toContain('@reveal')
  })

  it('is not for those who may not read the schema', async () => {
    const production = doorOf(false)
    const { errors } = await ask(MEMBER, '{ users { nodes { email } } }', {}, production)
    expect(errors).toMatchObject([{ extensions: { code: 'INTROSPECTION_REFUSED' } }])
    expect((await ask(LEAD, '{ users { nodes { email } } }', {}, production)).errors).toBeUndefined()
  })

  it('is not for those whom nobody vouches for', async () => {
    expect(await door.execute({ query: QUERY, variables: { operation: '{ me { kind } }' }, envelope: 'v2.1.a.b.c' })).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })
})
