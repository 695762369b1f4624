import type pg from 'pg'
import { DatabaseError } from './database-error.ts'
import { inTransaction } from './in-transaction.ts'
import { openPool } from './open-pool.ts'
import { sendAndWrite } from './send-and-write.ts'
import { sendAtOnce } from './send-at-once.ts'
import { setLocals, setTenant } from './tenant-setting.ts'
import type { ArrayRows, ArrayStatement, ObjectRows, TenantClient, TenantStatement } from './tenant-statement.ts'
import { textTypes } from './text-types.ts'
import { toQuery } from './to-query.ts'

export type { ArrayRows, ArrayStatement, ObjectRows, TenantClient, TenantStatement } from './tenant-statement.ts'

export type StatementHook = (statement: TenantStatement) => void

export interface TenantPool {
  /** One statement in a read-only transaction of its own; begin, setting, statement and commit leave in one packet. */
  query(brandId: string, statement: ArrayStatement): Promise<ArrayRows>
  query(brandId: string, statement: TenantStatement): Promise<ObjectRows>
  /**
   * One statement, and the one that its answer gives cause to: both or neither, in two packets. For reads that must not happen
   * without a trace: resolves when the trace is committed. `follow` gives undefined where there is nothing to write.
   */
  queryAndWrite(brandId: string, statement: ArrayStatement, follow: (answer: ArrayRows) => TenantStatement | undefined): Promise<void>
  /** Several statements that happen together or not at all. */
  transaction<T>(brandId: string, settings: Readonly<Record<string, string>>, run: (client: TenantClient) => Promise<T>): Promise<T>
  /** Called for every statement but begin, set and commit. Calling the answer stops it. */
  onStatement(hook: StatementHook): () => void
  end(): Promise<void>
}

export interface TenantPoolOptions {
  readonly connectionString: string
  readonly max: number
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string
  readonly statementTimeoutMs?: number
  /** How long a statement waits for a connection. */
  readonly waitMs?: number
  /** Statements that wait; further ones are refused at once. */
  readonly mostWaiting?: number
}

const READ_TIMEOUT_MS = 5_000
const MOST_WAITING = 1_000

/** Connections of one database role. No statement can run on them without naming the brand it runs for. */
export function createTenantPool(options: TenantPoolOptions): TenantPool {
  const { connectionString, max, applicationName = 'veilgraph', statementTimeoutMs = READ_TIMEOUT_MS, waitMs, mostWaiting = MOST_WAITING } = options
  const pool = openPool({ connectionString, max, applicationName, statementTimeoutMs, waitMs, types: textTypes })
  const hooks = new Set<StatementHook>()
  const announce: StatementHook = (statement) => hooks.forEach((hook) => hook(statement))

  /** A connection, unless too many wait for one already, or there is none before nobody waits for the answer. */
  async function connect(deadline = Infinity): Promise<pg.PoolClient> {
    if (pool.waitingCount >= mostWaiting) throw new DatabaseError('POOL_EXHAUSTED', 'Too many statements wait for a connection; raise VEIL_POOL_SIZE, or send less at once.')
    const client = await pool.connect()
    if (Date.now() < deadline) return client
    client.release()
    throw new DatabaseError('DEADLINE_PASSED', 'Nobody waits for the answer of this statement any more.')
  }

  /** The limit of the session holds where more time is left than that. */
  const within = ({ deadline = Infinity }: TenantStatement): string => {
    const leftMs = Math.ceil(deadline - Date.now())
    return leftMs < statementTimeoutMs ? `; set local statement_timeout = ${Math.max(leftMs, 1)}` : ''
  }

  function query(brandId: string, statement: ArrayStatement): Promise<ArrayRows>
  function query(brandId: string, statement: TenantStatement): Promise<ObjectRows>
  async function query(brandId: string, statement: TenantStatement): Promise<ArrayRows | ObjectRows> {
    // what may be refused comes before the connection
    const begin = `begin read only; ${setTenant(brandId)}`
    const client = await connect(statement.deadline)
    announce(statement)
    return sendAtOnce(client, begin + within(statement), toQuery(statement))
  }

  return {
    query,
    async queryAndWrite(brandId, statement, follow) {
      const begin = `begin; ${setTenant(brandId)}`
      const client = await connect(statement.deadline)
      announce(statement)
      return sendAndWrite(client, {
        begin: begin + within(statement),
        query: toQuery(statement),
        follow(answer) {
          const next = follow(answer)
          if (next) announce(next)
          return next && toQuery(next)
        },
      })
    },
    async transaction(brandId, settings, run) {
      const begin = `begin; ${setTenant(brandId)}${setLocals(settings)}`
      return inTransaction({ client: await connect(), begin, announce }, run)
    },
    onStatement(hook) {
      hooks.add(hook)
      return () => void hooks.delete(hook)
    },
    end: () => pool.end(),
  }
}
