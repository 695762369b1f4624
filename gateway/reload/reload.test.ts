import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPolicies } from '../../schema/policy/policies.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import { inProcessLink } from '../sources/in-process-link.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import { foreignSupergraph, ownSupergraph } from '../supergraph.ts'
import type { Supergraph } from '../supergraph.ts'

const folder = mkdtempSync(join(tmpdir(), 'veilgraph-reload-'))
const policyFile = join(folder, 'clearance.yaml')
const OWN_POLICY = fileURLToPath(new URL('../../schema/policy/clearance.yaml', import.meta.url))

let fixture: FixtureGateway
let reload: () => Promise<void>
let sdl: string
let original: string
let ready = true
const said: string[] = []

beforeAll(async () => {
  copyFileSync(OWN_POLICY, policyFile)
  let read: (() => Supergraph) | undefined
  let links: readonly SubgraphLink[] = []
  fixture = await fixtureGateway({
    reload: {
      everyMs: 0, paths: [], readSupergraph: () => read?.() ?? foreignSupergraph('', ''), linksOf: () => links,
      readPolicy: () => readPolicies({ VEIL_POLICY: policyFile }).current, say: line => void said.push(line),
    },
  }, {}, async graph => {
    sdl = graph.supergraphSdl
    read = () => ownSupergraph(sdl, { modules: [], contracts: graph.contracts })
    links = graph.subgraphs.map(inProcessLink).map(link => ({ ...link, knowsPolicy: async () => ready }))
    return links
  })
  original = sdl
  const { gateway } = fixture
  reload = () => ('reload' in gateway && typeof gateway.reload === 'function' ? gateway.reload() : Promise.reject(new Error('It cannot be told to read its files.')))
})
afterAll(() => fixture.gateway.stop())

const QUERY = '{ users { nodes { id name email } } }'

/** Asks all the time until told to stop; what it got, with its policy. */
const underLoad = async (during: () => Promise<void>): Promise<readonly string[]> => {
  const answers: string[] = []
  let isOver = false
  const askers = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      const { status, body, text } = await fixture.ask(QUERY)
      answers.push(status === 200 && !body.errors ? text : `FAILED ${status} ${text}`)
    }
  })
  await new Promise(resolve => setTimeout(resolve, 100))
  await during()
  await new Promise(resolve => setTimeout(resolve, 100))
  isOver = true
  await Promise.all(askers)
  return answers
}

const readiness = async () => (await fetch(`${fixture.gateway.url}/health/ready`)).json()

describe('a supergraph', () => {
  it('takes the place of another one without a request in between that fails', async () => {
    const { text } = await fixture.ask('{ __type(name: "User") { fields { name } } }', { as: 'admin' })
    expect(text).toContain('"name":"name"')
    const answers = await underLoad(async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        sdl = `${original}\n# turn ${turn}`
        await reload()
      }
    })
    expect(answers.length).toBeGreaterThan(4)
    expect(answers.filter(answer => answer.startsWith('FAILED'))).toEqual([])
    expect(new Set(answers).size).toBe(1)
    expect(said.filter(line => line.startsWith('reloaded  supergraph'))).toHaveLength(3)
  })

  it.each([
    ['is none', 'type Query {'], ['is the schema of a single subgraph', 'type Query { a: Int }'],
    ['has a field that no module promises', () => original.replace(/(type Invoice\b[^{]*\{)/, '$1\n  smuggled: String @join__field(graph: BILLING)')],
  ])('that %s is refused with a reason, and the old one goes on', async (_, bad) => {
    const answers = await underLoad(async () => {
      sdl = typeof bad === 'string' ? bad : bad()
      expect(sdl).not.toBe(original)
      await reload()
    })
    expect(answers.filter(answer => answer.startsWith('FAILED'))).toEqual([])
    expect(said.at(-1)).toMatch(/^refused {3}supergraph, the old one goes on: [A-Z].{20}/)
    expect(await readiness()).toMatchObject({ status: 'ready', parts: { supergraph: 'REFUSED' } })
    sdl = `${original}\n# mended after one that ${_}`
    await reload()
    expect(await readiness()).toMatchObject({ parts: { supergraph: 'READY' } })
  })
})

describe('a policy', () => {
  const versionOf = (text: string): unknown => JSON.parse(text).extensions?.sensitivity?.policy
  const change = (from: RegExp, to: string): void => {
    const text = readFileSync(policyFile, 'utf8')
    expect(text).toMatch(from)
    writeFileSync(policyFile, text.replace(from, to))
  }

  it('takes the place of another one: every answer is that of the old or the new one', async () => {
    const [before] = await underLoad(async () => {})
    const answers = await underLoad(async () => {
      change(/(CONTACT: +\[R, +M, +R\*, +M, +)M/, '$1–')
      await reload()
    })
    expect(answers.filter(answer => answer.startsWith('FAILED'))).toEqual([])
    const kinds = [...new Set(answers)]
    expect(kinds).toHaveLength(2)
    expect(kinds).toContain(before)
    expect(new Set(kinds.map(versionOf)).size).toBe(2)
  })

  it('that cannot be read is refused, and the old one goes on', async () => {
    const whole = readFileSync(policyFile, 'utf8')
    const [before] = await underLoad(async () => {})
    writeFileSync(policyFile, whole.slice(0, whole.length / 2))
    await reload()
    expect(said.at(-1)).toMatch(/^refused {3}policy, the old one goes on: /)
    expect(await readiness()).toMatchObject({ status: 'ready', parts: { policy: 'REFUSED' } })
    expect((await fixture.ask(QUERY)).text).toBe(before)
    writeFileSync(policyFile, whole)
  })

  it('waits for the subgraphs: what they do not know they would refuse', async () => {
    const before = (await fixture.ask(QUERY)).text
    ready = false
    copyFileSync(OWN_POLICY, policyFile)
    const reloading = reload()
    await new Promise(resolve => setTimeout(resolve, 600))
    expect((await fixture.ask(QUERY)).text).toBe(before)
    expect(await readiness()).toMatchObject({ parts: { policy: 'WAITING' } })
    ready = true
    await reloading
    expect((await fixture.ask(QUERY)).text).not.toBe(before)
  })
})
