import { AsyncResource } from 'node:async_hooks'
import type { Receiver } from '../../../schema/events/outbox-message.ts'
import { openLane, type Lane } from './lane.ts'
import { dueStatement, outboxStatements } from './outbox-statements.ts'
import { openRelaySession } from './relay-session.ts'
import { watchOutbox } from './watch-outbox.ts'

export interface RelayOptions {
  /** Login vg_relay: it sees the outboxes of all modules and no other table. */
  readonly connectionString: string
  /** Modules of this process; another process may work on the same ones. */
  readonly modules: readonly string[]
  readonly receivers: readonly Receiver[]
  readonly onFault: (error: unknown) => void
  /** How long a worker may take before another one tries. */
  readonly leaseSeconds?: number
  readonly pollMs?: number
  /** How long a wake-up waits for company: what was committed meanwhile goes in the same batch. */
  readonly gatherMs?: number
  /** How often what is old is cleared, at the next poll. */
  readonly cleanEveryMs?: number
  /** Rows that are cleared by one statement. */
  readonly cleanedAtOnce?: number
}

/** Takes what the modules of this process have committed to whom it concerns. Holds one connection. */
export interface Relay {
  /** A module has committed something; saves the wait for the next poll. */
  wake(module: string): void
  /** Resolves when nothing that is due is left of these modules; for tests. */
  flush(): Promise<void>
  /** Sends a message that was given up once more, from its first try. */
  requeue(module: string, brandId: string, id: string): Promise<void>
  /** Finishes what is under way and gives back the rest. */
  close(): Promise<void>
}

const POLL_MS = 1_000
const GATHER_MS = 100
const AFTER_FAULT_MS = 5_000
const LEASE_SECONDS = 60
const CLEAN_EVERY_MS = 600_000
const CLEANED_AT_ONCE = 5_000
/** Statements a table and time: what is left waits for the next time, and messages do not wait for the broom. */
const CLEAN_ROUNDS = 20

let opened = 0

export function openRelay({ connectionString, modules, receivers, onFault, ...rest }: RelayOptions): Relay {
  const { leaseSeconds = LEASE_SECONDS, pollMs = POLL_MS, gatherMs = GATHER_MS, cleanEveryMs = CLEAN_EVERY_MS, cleanedAtOnce = CLEANED_AT_ONCE } = rest
  opened += 1
  const worker = `${process.pid}-${opened}-${Date.now().toString(36)}`
  // who wakes the relay may be in the middle of a request; what the relay does is no part of it
  const own = new AsyncResource('veilgraph relay')
  const lanes = new Map<string, readonly Lane[]>()
  const session = openRelaySession({ connectionString, modules, onWake: wake })
  const unwatch = watchOutbox(modules, session)
  for (const module of modules) {
    const lane = { module, session, receivers, worker, leaseSeconds, onFault, statements: outboxStatements(module) }
    lanes.set(module, [openLane({ ...lane, destination: 'audit' }), openLane({ ...lane, destination: 'events' })])
  }
  const due = dueStatement(modules)
  const gathering = new Map<string, NodeJS.Timeout>()
  let closing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let polling: Promise<void> = Promise.resolve()
  let cleanedAt = Date.now()

  function drain(module: string): void {
    gathering.delete(module)
    own.runInAsyncScope(() => lanes.get(module)?.forEach((lane) => void lane.drain()))
  }

  function wake(module: string): void {
    if (!closing && !gathering.has(module)) gathering.set(module, setTimeout(drain, gatherMs, module).unref())
  }

  async function poll(): Promise<void> {
    let pause = pollMs
    try {
      for (const { module } of await session.query(due)) drain(String(module))
      if (Date.now() - cleanedAt > cleanEveryMs) await clean()
    } catch (error) {
      pause = AFTER_FAULT_MS
      onFault(error)
    }
    if (!closing) timer = setTimeout(begin, pause).unref()
  }

  function begin(): void {
    polling = poll()
  }

  async function clean(): Promise<void> {
    cleanedAt = Date.now()
    for (const statement of modules.flatMap((module) => outboxStatements(module).clean)) await cleanBy(statement)
  }

  async function cleanBy(statement: string): Promise<void> {
    for (let round = 0; round < CLEAN_ROUNDS && !closing; round += 1) {
      const [row] = await session.query(statement, [cleanedAtOnce])
      if (Number(row?.gone) < cleanedAtOnce) return
    }
  }

  /** What could not be finished need not wait for the end of its lease. */
  async function abandon(): Promise<void> {
    for (const module of modules) await session.query(outboxStatements(module).abandon, [worker])
  }

  async function close(): Promise<void> {
    unwatch()
    for (const waiting of [timer, ...gathering.values()]) clearTimeout(waiting)
    await polling
    clearTimeout(timer)
    await Promise.all([...lanes.values()].flat().map((lane) => lane.close()))
    await abandon().catch(onFault)
    await session.end()
  }

  timer = setTimeout(begin, pollMs).unref()

  return {
    wake,
    flush: () => own.runInAsyncScope(async () => void await Promise.all([...lanes.values()].flat().map((lane) => lane.drain()))),
    async requeue(module, brandId, id) {
      await session.query(outboxStatements(module).requeue, [brandId, id])
      wake(module)
    },
    close: () => closing ??= close(),
  }
}
