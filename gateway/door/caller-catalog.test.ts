import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { localEnvelope } from '../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { aPerson } from '../../schema/policy/test-principal.ts'
import type { Subgraph, SubgraphResponse } from '../../schema/subgraph.ts'
import { atPath, listAt } from '../e2e/harness/at-path.ts'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import { loadSupergraph } from '../supergraph.ts'
import { doorSubgraph } from './door-subgraph.ts'

const faults: unknown[] = []
let door: Subgraph
beforeAll(() => {
  door = doorSubgraph({ graph: { ...loadSupergraph(undefined, modules), limits: DEFAULT_LIMITS }, envelopeKeys: { current: 1, keys: new Map() }, isDevelopment: false, onFault: cause => faults.push(cause) })
})

const lead = aPerson({ clearances: ['support_lead'] })
const member = aPerson({})
const nobody: Principal = { ...aPerson({}), kind: 'ANONYMOUS' }

const ask = (principal: Principal, selection: string): Promise<SubgraphResponse> => door.execute({
  query: `{ catalog { ${selection} } }`, envelope: localEnvelope({ principal, requestId: 'r', operationHash: 'o', policyVersion: policyVersion() }),
})

const columnsOf = async (principal: Principal, name: string): Promise<readonly unknown[]> =>
  listAt((await ask(principal, `entity(name: "${name}") { columns { field isReadable categories { category level } } }`)).data, 'catalog', 'entity', 'columns')

describe('the catalog at the door', () => {
  it('answers with everything that it promises', async () => {
    const { data, errors } = await ask(lead, `modules { name entities metrics }
      entities { name type table identity group module description where transitions example columns { name field type graphqlType isNullable isKey isIdentity isReadable isBrandOnly sensitivity mask values description categories { category level } }
        fields { field graphqlType module reads description } joins { name on cardinality provenance description module field reverseField from { entity name column columnField } to { entity name column columnField } } metrics { name } }
      joins { name } metrics { name field entity module definition kind unit aggregation measure formula time grains dimensions { name path } across isPublished example }`)
    expect(errors).toBeUndefined()
    expect(listAt(data, 'catalog', 'entities').length).toBeGreaterThan(50)
    expect(listAt(data, 'catalog', 'metrics').length).toBeGreaterThan(10)
  })

  it('shows credentials as declared and unreadable to those to whom asking for one is explained, and to nobody else', async () => {
    expect(await columnsOf(lead, 'User')).toContainEqual({ field: 'passwordHash', isReadable: false, categories: [{ category: 'CREDENTIAL', level: 'CATASTROPHIC' }] })
    expect((await columnsOf(member, 'User')).map(column => atPath(column, 'field'))).not.toContain('passwordHash')
    expect((await columnsOf(member, 'user')).length).toBeGreaterThan(5)
  })

  it('shows to nobody in particular what is everybody\'s', async () => {
    const { data } = await ask(nobody, 'entities { type } metrics { name }')
    expect(listAt(data, 'catalog', 'entities').map(entity => atPath(entity, 'type'))).toEqual(expect.arrayContaining(['Plan', 'Price']))
    expect(listAt(data, 'catalog', 'entities').map(entity => atPath(entity, 'type'))).not.toContain('User')
    expect(listAt(data, 'catalog', 'metrics')).toEqual([])
  })

  it('is the same for everybody with the same view, whatever their brand and their places are', async () => {
    const other = { ...aPerson({}), brandId: '0190f5e0-0000-7000-8000-0000000000ff', id: 'other', personId: 'other' }
    const [one, two] = await Promise.all([member, other].map(principal => ask(principal, 'entities(search: "invoice") { type columns { field } }')))
    expect(one).toEqual(two)
  })

  it.each(['entity(name: "Nonsense") { type }', 'entity(name: "__proto__") { type }', 'entity(name: "constructor") { type }'])('has nothing for %s', async selection => {
    expect(await ask(lead, selection)).toEqual({ data: { catalog: { entity: null } } })
  })

  it('refuses a search that is too long, and says nothing of it', async () => {
    const { errors } = await ask(lead, `entities(search: "${'x'.repeat(201)}") { type }`)
    expect(errors).toEqual([{ message: 'BAD_USER_INPUT', path: ['catalog', 'entities'], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(faults).toEqual([])
  })
})
