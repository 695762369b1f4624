import type { OutboxMessage, Receiver } from '../../../schema/events/outbox-message.ts'
import { AUDIT_MESSAGE } from '../audit/audit-statement.ts'
import { handOver } from '../../../schema/events/hand-over.ts'
import type { Destination, OutboxStatements } from './outbox-statements.ts'
import { RelayFault } from './relay-fault.ts'
import type { RelaySession } from './relay-session.ts'
import { countDead } from './watch-outbox.ts'

export interface LaneOptions {
  readonly module: string
  readonly destination: Destination
  readonly session: RelaySession
  readonly statements: OutboxStatements
  readonly receivers: readonly Receiver[]
  readonly worker: string
  readonly leaseSeconds: number
  readonly onFault: (error: unknown) => void
}

/** The way of one module's messages to one kind of destination; one batch at a time. */
export interface Lane {
  /** Resolves when nothing is due any more. Asked again meanwhile it looks once more; never rejects. */
  drain(): Promise<void>
  /** Resolves when the batch under way is finished. */
  close(): Promise<void>
}

const MOST: Readonly<Record<Destination, number>> = { audit: 500, events: 100 }

export function openLane(options: LaneOptions): Lane {
  const { module, destination, session, statements, receivers, worker, onFault } = options
  // without the audit module, here or at an address, its records stay where they are
  const isOpen = destination === 'events' || receivers.some((receiver) => receiver.takes(AUDIT_MESSAGE))
  let running: Promise<void> | undefined
  let isAskedAgain = false
  let closed = false

  async function run(): Promise<void> {
    try {
      do {
        isAskedAgain = false
        await released()
        while (!closed && await passOn()) { /* until nothing is due */ }
      } while (isAskedAgain && !closed)
    } catch (error) {
      onFault(error)
    } finally {
      // in the same step as the last look: who asks from now on starts a new run
      running = undefined
    }
  }

  async function released(): Promise<void> {
    report(await session.query(statements.release))
  }

  /** Whether there may be more: of each aggregate only one event leaves at once, of audit records everything that is due. */
  async function passOn(): Promise<boolean> {
    const rows = await session.query(statements.claim[destination], [worker, options.leaseSeconds, MOST[destination]])
    if (rows.length === 0) return false
    const messages = rows.toSorted((a, b) => Number(a.seq) - Number(b.seq)).map((row) => messageOf(module, row))
    const brands = new Map(messages.map(({ id, brandId }) => [id, brandId]))
    const receipts = await handOver(receivers, messages)
    report(await session.query(statements.finish, [worker, JSON.stringify(receipts.map((receipt) => ({ ...receipt, brandId: brands.get(receipt.id) })))]))
    return destination === 'events' || rows.length === MOST.audit
  }

  /** A message that was given up is lost to its receiver until somebody sends it again. */
  function report(rows: readonly Readonly<Record<string, unknown>>[]): void {
    const dead = rows.filter(({ status }) => status === 'DEAD').map((row) => String(row.last_error))
    if (dead.length === 0) return
    countDead(module, dead.length)
    onFault(new RelayFault(module, { destination, codes: dead }))
  }

  return {
    drain() {
      if (closed || !isOpen) return Promise.resolve()
      isAskedAgain = running !== undefined
      running ??= run()
      return running
    },
    async close() {
      closed = true
      await running
    },
  }
}

function messageOf(module: string, row: Readonly<Record<string, unknown>>): OutboxMessage {
  return { brandId: String(row.brand_id), id: String(row.id), module, type: String(row.type), payload: String(row.payload) }
}
