import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { interpolate } from './interpolate.ts'
import { onThisMachine } from './on-this-machine.ts'
import { readCompose } from './read-compose.ts'

const keys = Object.fromEntries(['POSTGRES_PASSWORD', 'DATABASE_ROLE_SECRET', 'VEIL_CURSOR_KEY', 'VEIL_AUDIT_KEY', 'VEIL_ENVELOPE_KEYS', 'VEIL_PSEUDONYM_KEYS', 'TOKEN_HASH_KEYS'].map((name) => [name, `value of ${name}`]))
const file = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8')
const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8')

describe('docker-compose.yml', () => {
  it('names a process for every subgraph, the gateway, a worker and the preparation', () => {
    expect(readCompose(file, keys).map(({ name }) => name).sort()).toEqual(['prepare', 'gateway', 'worker', ...modules.map(({ name }) => name)].sort())
  })

  it('sends the gateway, and every router, where the process of a subgraph listens', () => {
    const services = readCompose(file, keys)
    const asked = services.find(({ name }) => name === 'gateway')?.environment['SUBGRAPHS']?.trim().split(/\s+/)
    const listening = modules.map(({ name }) => {
      const { command = [] } = services.find((service) => service.name === name) ?? {}
      expect(command).toContain('subgraphs/serve.ts')
      return `${command.at(-3)}=http://${name}:${command.at(-1)}/graphql`
    })
    expect(asked?.sort()).toEqual(listening.sort())
    for (const address of listening) expect(supergraph).toContain(`url: "${address.split('=')[1]}"`)
  })

  it('names the key that is missing', () => {
    expect(() => readCompose(file, { ...keys, VEIL_CURSOR_KEY: '' })).toThrow('VEIL_CURSOR_KEY is not set')
  })

  it('gives every process the same keys', () => {
    const secrets = readCompose(file, keys).map(({ environment }) => environment['VEIL_ENVELOPE_KEYS'])
    expect(new Set(secrets)).toEqual(new Set(['value of VEIL_ENVELOPE_KEYS']))
  })

  it('becomes processes of this machine, on moved ports and loopback only', () => {
    const services = readCompose(file, keys)
    const machine = { services: services.map(({ name }) => name), postgres: '127.0.0.1:5999', portOffset: 1000 }
    const gateway = onThisMachine(services.at(-1) ?? { name: '', command: [], environment: {} }, machine)
    expect(gateway.environment['PORT']).toBe('5000')
    expect(gateway.environment['HOST']).toBe('127.0.0.1')
    expect(gateway.environment['SUBGRAPHS']).toContain('billing=http://127.0.0.1:5104/graphql')
    expect(gateway.environment['DATABASE_URL']).toContain('@127.0.0.1:5999/')
  })
})

describe('interpolation', () => {
  it('takes the default of an empty variable, also a nested one', () => {
    expect(interpolate('a ${A:-b} ${C:-${D}}', { A: '', D: 'd' })).toBe('a b d')
    expect(interpolate('${A}', { A: 'x' })).toBe('x')
  })
})
