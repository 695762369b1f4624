import { Pool } from 'undici'
import { quantile } from '../report/quantile.ts'
import { send } from './send.ts'
import type { Turn, TurnResult } from './turn.ts'

/** Keeps a fixed number of requests under way for a while, each on a connection that stays open. */
export async function runTurn({ origin, requests, concurrency, seconds }: Turn): Promise<TurnResult> {
  const pool = new Pool(origin, { connections: concurrency, pipelining: 1 })
  const times: number[] = []
  let failures = 0
  let next = 0
  const started = performance.now()
  const end = started + seconds * 1000

  async function client(): Promise<void> {
    while (performance.now() < end) {
      const request = requests[next++ % requests.length]
      if (!request) return
      const sent = performance.now()
      const isData = await send(pool, request)
      times.push(performance.now() - sent)
      if (!isData) failures++
    }
  }

  await Promise.all(Array.from({ length: concurrency }, client))
  const elapsed = (performance.now() - started) / 1000
  await pool.close()
  return { answers: times.length, failures, seconds: elapsed, median: quantile(times, 0.5), p99: quantile(times, 0.99) }
}
