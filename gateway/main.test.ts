import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGraph } from './fixture/fixture-graph.ts'

const folder = mkdtempSync(join(tmpdir(), 'veilgraph-main-'))
const supergraph = join(folder, 'supergraph.graphql')
const broken = join(folder, 'broken.graphql')

beforeAll(() => {
  writeFileSync(supergraph, fixtureGraph({ current: 1, keys: new Map() }).supergraphSdl)
  writeFileSync(broken, 'type Query {')
})

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv
  readonly until?: string
  readonly signals?: readonly NodeJS.Signals[]
}

/** Runs a program to its end; `until` stops it as an operator would, once it has printed that. */
const run = (name: string, args: readonly string[], { environment = {}, until, signals = ['SIGTERM'] }: RunOptions = {}): Promise<Ended> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', 'tsx', program(name), ...args], { env: { ...process.env, VEIL_DATA: folder, ...environment } })
    let out = ''
    let error = ''
    child.stdout.on('data', data => {
      out += String(data)
      if (until !== undefined && out.includes(until)) for (const signal of signals) child.kill(signal)
    })
    child.stderr.on('data', data => { error += String(data) })
    child.on('close', code => resolve({ code, out, error }))
  })

const taken = createServer()
afterAll(() => void taken.close())

const portTaken = (): Promise<number> => new Promise(resolve => taken.listen(0, '127.0.0.1', () => {
  const address = taken.address()
  resolve(typeof address === 'object' && address ? address.port : 0)
}))

describe('the start', () => {
  it('says where to go, and stops when told to', async () => {
    const { code, out, error } = await run('main.ts', ['--supergraph', supergraph, '--port', '0'], { until: 'token' })
    expect(error).toBe('')
    expect(out).toMatch(/^ready after [\d.]+ s\n {2}graph {5}http:\/\/127\.0\.0\.1:\d+\/graphql\n {2}token {5}npm run token -- analyst\n$/)
    expect(code).toBe(0)
  })

  it('ends what was begun although Ctrl-C comes from the terminal and from npm', async () => {
    const { code, error } = await run('main.ts', ['--supergraph', supergraph, '--port', '0'], { until: 'token', signals: ['SIGINT', 'SIGTERM'] })
    expect({ code, error }).toEqual({ code: 0, error: '' })
  })

  it('says outside development that no token is taken', async () => {
    const { out } = await run('main.ts', ['--supergraph', supergraph, '--port', '0'], { until: 'refused', environment: { VEIL_ENVIRONMENT: 'production' } })
    expect(out).toContain('every request is refused')
    expect(out).not.toContain('npm run token')
  })

  it.each([
    ['a flag that does not exist', ['--bogus'], /^Unknown option '--bogus'.*\n$/],
    ['a supergraph that does not exist', ['--supergraph', 'nowhere.graphql'], /^Cannot read the supergraph nowhere\.graphql\..*\n$/],
    ['a supergraph that is none', ['--supergraph', broken], /^The file .*broken\.graphql is not a composed supergraph\..*\n$/],
    ['keys that are missing in a distributed start', ['--distributed'], /^The keys VEIL_CURSOR_KEY.* are not set\..*\n$/],
  ])('tells %s in one line', async (_, args, line) => {
    const { code, out, error } = await run('main.ts', args)
    expect(error).toMatch(line)
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })

  it('does not start with a policy that is broken or missing, and names the file and the place', async () => {
    const policy = join(folder, 'policy.yaml')
    writeFileSync(policy, 'roles: [self]\n')
    const asked = await run('main.ts', ['--supergraph', supergraph, '--port', '0'], { environment: { VEIL_POLICY: policy } })
    expect(asked).toEqual({ code: 1, out: '', error: expect.stringMatching(/^Policy file .*policy\.yaml: line 1, column 8, roles: .*\n$/) })
    const missing = await run('main.ts', ['--supergraph', supergraph, '--port', '0'], { environment: { VEIL_POLICY_PREVIOUS: `${policy}.old` } })
    expect(missing).toEqual({ code: 1, out: '', error: `Policy file ${policy}.old: there is no such file\n` })
    const subgraph = await run('../subgraphs/serve.ts', ['audit', '--port', '0'], { environment: { VEIL_POLICY: policy } })
    expect(subgraph).toEqual({ code: 1, out: '', error: asked.error })
  })

  it('tells a port that is taken in one line', async () => {
    const port = await portTaken()
    const { code, error } = await run('main.ts', ['--supergraph', supergraph, '--port', String(port)])
    expect({ code, error }).toEqual({ code: 1, error: `Port ${port} is taken. Stop what listens there, or choose another with --port.\n` })
  })
})

describe('npm run token', () => {
  it('prints a token and nothing else', async () => {
    const { code, out, error } = await run('dev-token.ts', ['analyst'])
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    expect({ code, error }).toEqual({ code: 0, error: '' })
  })

  it.each([['an unknown persona', ['nobody']], ['no persona', []]])('lists the personas for %s', async (_, args) => {
    const { code, out, error } = await run('dev-token.ts', args)
    for (const name of ['member', 'admin', 'billing-admin', 'support', 'support-lead', 'analyst', 'auditor', 'privacy-officer', 'other-brand-admin']) expect(error).toContain(`  ${name} `)
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })

  it('refuses outside development', async () => {
    const { code, out } = await run('dev-token.ts', ['analyst'], { environment: { VEIL_ENVIRONMENT: 'production' } })
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })
})
