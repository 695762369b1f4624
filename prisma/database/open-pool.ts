import pg from 'pg'
import { sessionConfig } from './session-config.ts'
import type { SessionOptions } from './session-config.ts'

export interface PoolOptions extends SessionOptions {
  readonly max: number
  readonly types?: pg.CustomTypesConfig
}

const WAIT_FOR_CONNECTION_MS = 5_000

/** A pool whose connections send without waiting for the previous answer (pipeline mode). */
export function openPool({ max, types, ...session }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...sessionConfig(session),
    max,
    types,
    pipeline: true,
    connectionTimeoutMillis: WAIT_FOR_CONNECTION_MS,
    idleTimeoutMillis: 60_000,
  })
  // A connection that breaks fails the statements on it, and they tell their callers.
  // Without a listener the same event would end the process.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

function ignore(): void {}
