import type pg from 'pg'
import { admitLabelValues } from '../../schema/observe/label-values.ts'
import { gauge } from '../../schema/observe/metrics.ts'
import type { Labels } from '../../schema/observe/series.ts'

interface Watched {
  readonly role: string
  readonly pool: WeakRef<pg.Pool>
}

const watched = new Set<Watched>()
const labels = new Map<string, Labels>()

const NO_ROLE: Labels = { role: 'other' }

gauge('veil_pool_connections', 'Connections of a database role: in use, idle, and those who wait for one.', () => [...watched].flatMap((one) => {
  const pool = one.pool.deref()
  if (!pool || pool.ended) {
    watched.delete(one)
    return []
  }
  const { totalCount, idleCount, waitingCount } = pool
  const { role } = one
  return [{ labels: { role, state: 'used' }, value: totalCount - idleCount }, { labels: { role, state: 'idle' }, value: idleCount }, { labels: { role, state: 'waiting' }, value: waitingCount }]
}), { role: [], state: ['used', 'idle', 'waiting'] })

/** Lets the metrics see a pool for as long as it is open. */
export function watchPool(pool: pg.Pool, connectionString: string): void {
  const role = decodeURIComponent(new URL(connectionString).username)
  admitLabelValues('role', [role])
  labels.set(role, { role })
  watched.add({ role, pool: new WeakRef(pool) })
}

/** The labels of a role that has a pool, always the same object. */
export function roleLabels(role: string | undefined): Labels {
  return labels.get(role ?? '') ?? NO_ROLE
}
