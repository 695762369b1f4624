import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('fixture/print-connections.ts', import.meta.url))

/** Runs a gateway in a process of its own, with the keys that would switch the vendor's reporting on. */
const connections = (mode: 'gateway' | 'control'): unknown => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, mode], {
    encoding: 'utf8',
    env: { ...process.env, APOLLO_KEY: 'service:fixture:abc', APOLLO_GRAPH_REF: 'fixture@current', APOLLO_TELEMETRY_DISABLED: '', NODE_ENV: 'production' },
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

describe('a gateway', () => {
  it('opens no socket to anywhere but its client and its subgraphs', () => {
    expect(connections('gateway')).toEqual([])
  })

  it('would be caught if it did', () => {
    expect(connections('control')).toEqual(['192.0.2.1:80'])
  })
})
