import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getNamedType, isLeafType, isNonNullType, isObjectType } from 'graphql'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKeys } from '../../prisma/database/keys.ts'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { ModuleMetadata } from '../../schema/model.ts'
import { localEnvelope } from '../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import { buildSubgraph } from '../../subgraphs/engine/build-subgraph.ts'
import { openCommandDatabase } from '../../subgraphs/engine/command/command-database.ts'
import declaration from '../../subgraphs/identity/module.ts'
import { resolvers } from '../../subgraphs/identity/resolvers.ts'
import { principalOf } from '../fixture/claims-authenticator.ts'
import { claims } from '../fixture/claims.ts'
import { readExamples } from '../explorer/read-examples.ts'
import { counter } from '../metrics.ts'
import { inProcessLink } from '../sources/in-process-link.ts'
import { personaNamed } from './harness/door.ts'
import { introspect } from './harness/introspect.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'
import { readCases } from './harness/read-cases.ts'
import { TEST_KEYS } from './harness/test-keys.ts'

const PERSONAS = ['member', 'admin', 'billing-admin', 'support', 'support-lead', 'analyst', 'auditor', 'privacy-officer']
const divergences = counter('veil_policy_divergence_total', '')

describe('two keys, over the real graph', () => {
  let world: World
  let schema: GraphQLSchema
  beforeAll(async () => {
    world = await openWorld({ connectionFor: testDatabase().connectionFor })
    schema = await introspect(world)
  })
  afterAll(() => world.stop())

  const mayAsk = ({ args, deprecationReason }: GraphQLField<unknown, unknown>): boolean =>
    deprecationReason == null && args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined)

  /** Every leaf of a type, and those of what it leads to; fields written by hand among them. */
  const selectionOf = (name: string, depth: number): string => {
    const type = schema.getType(name)
    if (!isObjectType(type)) return ''
    return Object.values(type.getFields()).filter(mayAsk).flatMap(field => {
      const of = getNamedType(field.type)
      if (isLeafType(of)) return [field.name]
      const inner = depth > 0 && isObjectType(of) ? selectionOf(of.name, depth - 1) : ''
      const page = field.args.some(argument => argument.name === 'first') ? '(first: 2)' : ''
      return inner === '' ? [] : [`${field.name}${page} { ${inner} }`]
    }).join(' ')
  }

  const diverging = async (query: string, how: Parameters<World['ask']>[1]): Promise<readonly string[]> => {
    const { codes, text } = await world.ask(query, how)
    return codes.includes('POLICY_DIVERGENCE') ? [`${JSON.stringify(how)} ${query} ${text.slice(0, 500)}`] : []
  }

  it.each(PERSONAS)('open every field of every list to %s', async as => {
    const wrong: string[] = []
    const queries = modules.flatMap(({ entities }) => entities).filter(({ plural }) => schema.getQueryType()?.getFields()[plural] !== undefined)
    for (const { plural, type } of queries) {
      wrong.push(...await diverging(`{ ${plural}(first: 5) { nodes { ${selectionOf(type, 0)} } edges { node { ${selectionOf(type, 0)} } } } }`, { as }))
    }
    expect(wrong).toEqual([])
    printFigure(`two keys: ${queries.length} lists, ${divergences.total()} divergences`)
  })

  it.each(['member', 'support', 'privacy-officer'])('open what every root field leads to, to %s', async as => {
    const wrong: string[] = []
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {}).filter(mayAsk)) {
      const of = getNamedType(field.type)
      if (!isObjectType(of)) continue
      const page = field.args.some(argument => argument.name === 'first') ? '(first: 3)' : ''
      wrong.push(...await diverging(`{ ${field.name}${page} { ${selectionOf(of.name, of.name.endsWith('Connection') ? 2 : 1)} } }`, { as }))
    }
    expect(wrong).toEqual([])
  })

  it('open the examples and the cases', async () => {
    const wrong: string[] = []
    for (const { query, persona, purpose } of readExamples()) wrong.push(...await diverging(query, { as: persona, headers: { 'x-veil-purpose': purpose } }))
    for (const { query, how: { variables, headers }, expected } of readCases()) {
      for (const as of expected.keys()) wrong.push(...await diverging(query, { as, variables, headers }))
    }
    expect(wrong).toEqual([])
  })
})

describe('a module that runs with a weaker policy', () => {
  let world: World
  let pool: TenantPool
  let database: ReturnType<typeof openCommandDatabase>
  let weak: ReturnType<typeof buildSubgraph>

  /** Somebody took the label off a column. */
  const weakened = (metadata: ModuleMetadata): ModuleMetadata => ({
    ...metadata,
    entities: metadata.entities.map(entity => (entity.type !== 'User' ? entity : {
      ...entity, columns: entity.columns.map(column => (column.field === 'email' ? { ...column, label: { public: true } } : column)),
    })),
  })

  beforeAll(async () => {
    const { connectionFor } = testDatabase()
    const identity = modules.find(({ name }) => name === 'identity')
    if (!identity) throw new Error('no identity')
    pool = createTenantPool({ connectionString: connectionFor('vg_identity'), max: 2, applicationName: 'weak identity' })
    const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
    const sdl = readFileSync(join(projectFolder, 'schema', 'identity.graphql'), 'utf8')
    database = openCommandDatabase({ connectionString: connectionFor('vg_identity'), max: 1, wake: () => undefined })
    weak = buildSubgraph({ metadata: weakened(identity), sdl, pool, keys, resolvers, commands: declaration.commands, database, askOwner: () => Promise.reject(new Error('no module is asked')) })
    world = await openWorld({ connectionFor, relink: link => (link.name === 'identity' ? inProcessLink(weak) : link) })
  })
  afterAll(async () => {
    await world.stop()
    await Promise.all([pool.end(), database.end()])
  })

  it('shows nothing more: what it gives away is withheld at the gateway, and the alarm goes off', async () => {
    const before = divergences.total()
    const { data, errors } = await world.ask('{ users(first: 5) { nodes { id email fullName } } }', { as: 'support' })
    expect(data).toMatchObject({ users: { nodes: Array.from({ length: 5 }, () => ({ email: null, fullName: expect.stringContaining('•••') })) } })
    expect(errors).toMatchObject([{ path: ['users', 'nodes', 0, 'email'], extensions: { code: 'POLICY_DIVERGENCE' } }])
    expect(divergences.total()).toBe(before + 1)
  })

  it('is withheld behind references too', async () => {
    const { data, codes } = await world.ask('{ supportTickets(first: 3) { nodes { user { email } } } }', { as: 'support' })
    expect(data).toEqual({ supportTickets: { nodes: Array.from({ length: 3 }, () => ({ user: { email: null } })) } })
    expect(codes).toEqual(['POLICY_DIVERGENCE'])
  })

  it('does give it away: without the second key everybody would see it', async () => {
    const holder = personaNamed('support')
    const principal = principalOf(claims.parse({ sub: holder.userId, jti: randomUUID(), exp: 0, veil: { ...holder, scopes: [] } }), undefined)
    const envelope = localEnvelope({ principal, policyVersion: policyVersion(), requestId: 'weak', operationHash: 'weak' })
    expect(JSON.stringify(await weak.execute({ query: '{ users(first: 5) { nodes { email } } }', envelope }))).toMatch(/"email":"[^"]+@[a-z]/)
  })
})
