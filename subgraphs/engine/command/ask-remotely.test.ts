import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Envelope } from '../../../schema/policy/envelope.ts'
import { policyVersion } from '../../../schema/policy/policies.ts'
import type { Subgraph, SubgraphRequest } from '../../../schema/subgraph.ts'
import { serveHttp } from '../serve-http.ts'
import { memberOf } from '../testing/fixture-people.ts'
import { fixtureKeys } from '../testing/fixture-subgraph.ts'
import { admitter } from '../operation/viewers.ts'
import { askRemotely } from './ask-remotely.ts'
import { askWithin } from './ask-within.ts'

const envelope: Envelope = { principal: memberOf(1), policyVersion: policyVersion(), requestId: 'r', operationHash: 'o', jti: 'spent', exp: 1 }
const question = { module: 'identity', query: '{ a }', variables: { id: 1 }, envelope }

let requests: SubgraphRequest[] = []
let answer: Awaited<ReturnType<Subgraph['execute']>> = { data: { a: 1 } }
let server: Awaited<ReturnType<typeof serveHttp>>

/** Answers whatever it is asked, and keeps it. */
const subgraph = {
  name: 'identity', sdl: '',
  get schema(): never { throw new Error('nobody reads it') },
  async execute(request: SubgraphRequest) {
    requests.push(request)
    return answer
  },
} satisfies Subgraph

beforeAll(async () => { server = await serveHttp({ host: '127.0.0.1', port: 0, subgraph, isReady: async () => true }) })
afterAll(() => server.stop())

const admit = admitter(fixtureKeys.envelope, Date.now)
const ask = () => askRemotely(fixtureKeys.envelope, `organization=http://127.0.0.1:1/graphql identity=${server.url}/graphql`)

describe('a question to a module of another process', () => {
  it('is sent under an envelope of its own, for this body and the same caller', async () => {
    requests = []
    expect(await ask()(question)).toEqual({ a: 1 })
    expect(requests).toMatchObject([{ query: '{ a }', variables: { id: 1 } }])
    const [request] = requests
    expect(request && admit(request)?.envelope).toMatchObject({ principal: { id: 'member-1' }, requestId: 'r' })
    expect(request && admit(request)?.envelope.jti).not.toBe('spent')
  })

  it('fails whole where a part of the answer is missing', async () => {
    answer = { data: { a: null }, errors: [{ message: '', extensions: { code: 'TIMEOUT' } }] }
    await expect(ask()(question)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' })
    await expect(askWithin(() => [subgraph])(question)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' })
    answer = { data: { a: 1 } }
  })

  it('fails where nobody listens, or nobody is known', async () => {
    await expect(ask()({ ...question, module: 'organization' })).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' })
    await expect(ask()({ ...question, module: 'billing' })).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' })
  })
})

describe('a question to a module of this process', () => {
  it('is asked there, and elsewhere only if it does not run here', async () => {
    requests = []
    const elsewhere = askWithin(() => [subgraph], async ({ module }) => ({ module }))
    expect(await elsewhere(question)).toEqual({ a: 1 })
    expect(await elsewhere({ ...question, module: 'billing' })).toEqual({ module: 'billing' })
    const [request] = requests
    expect(request && admit(request)?.envelope).toMatchObject({ principal: { id: 'member-1' } })
  })
})
