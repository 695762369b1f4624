import pg from 'pg'
import { sessionConfig } from './session-config.ts'
import type { SessionOptions } from './session-config.ts'
import { watchPool } from './watch-pool.ts'

export interface PoolOptions extends SessionOptions {
  readonly max: number
  readonly types?: pg.CustomTypesConfig
  /** How long somebody waits for a connection, a new one or one that is given back. */
  readonly waitMs?: number
}

const WAIT_FOR_CONNECTION_MS = 5_000

/** A pool whose connections send without waiting for the previous answer (pipeline mode). */
export function openPool({ max, types, waitMs = WAIT_FOR_CONNECTION_MS, ...session }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...sessionConfig(session),
    max,
    types,
    pipeline: true,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 60_000,
  })
  watchPool(pool, session.connectionString)
  // A connection that breaks fails the statements on it, and they tell their callers.
  // Without a listener the same event would end the process.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

function ignore(): void {}
