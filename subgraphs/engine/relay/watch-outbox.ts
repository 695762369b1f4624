import { admitLabelValues } from '../../../schema/observe/label-values.ts'
import { counter, gauge, type Reading } from '../../../schema/observe/metrics.ts'
import type { RelaySession } from './relay-session.ts'

/** Beyond that many the number says enough. */
const COUNTED = 10_000

type Row = Readonly<Record<string, unknown>>

const outboxes = new Set<() => Promise<readonly Row[]>>()

const dead = counter('veil_outbox_dead_total', 'Messages that were given up, by the module that sent them.', { subgraph: [] })
gauge('veil_outbox_pending', `Messages that wait to be brought to somebody, by the module that sent them; ${COUNTED} where there are more.`, () => readings('pending'), { subgraph: [] })
gauge('veil_outbox_due_seconds', 'For how long the message that waits longest could have been tried.', () => readings('due'), { subgraph: [] })

/** To be called where messages were given up. */
export function countDead(module: string, messages: number): void {
  dead.add({ subgraph: module }, messages)
}

/** Lets the metrics see what waits in the outboxes of these modules, asked when somebody scrapes. Calling the answer stops it. */
export function watchOutbox(modules: readonly string[], session: Pick<RelaySession, 'query'>): () => void {
  admitLabelValues('subgraph', modules)
  const text = modules.map((module) => `select '${module}' as module,
  (select count(*)::int from (select from "${module}"."outbox" where status = 'PENDING' limit ${COUNTED}) p) as pending,
  (select greatest(0, extract(epoch from now() - min(next_attempt_at)))::float8 from "${module}"."outbox" where status = 'PENDING') as due`).join(' union all ')
  const ask = shared(() => session.query(text))
  outboxes.add(ask)
  return () => void outboxes.delete(ask)
}

async function readings(what: 'pending' | 'due'): Promise<readonly Reading[]> {
  const rows = await Promise.all([...outboxes].map((ask) => ask()))
  return rows.flat().map((row) => ({ labels: { subgraph: String(row.module) }, value: Number(row[what] ?? 0) }))
}

/** Questions of one scrape share an answer. */
function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => asked ??= ask().finally(() => { asked = undefined })
}
