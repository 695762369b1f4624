import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildSchema } from 'graphql'
import { aPerson } from '../../schema/policy/test-principal.ts'
import type { DayRange } from '../usage/usage-store.ts'
import { schemaUsage } from './schema-usage.ts'

// a Wednesday
const NOW = Date.UTC(2026, 5, 17, 12)
const DAY_MS = 86_400_000

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const lead = aPerson({ clearances: ['support_lead'] })

/** What is read for a question; undefined where it is refused. */
const rangeFor = async (from: string | null, to: string | null): Promise<DayRange | undefined> => {
  let read: DayRange | undefined
  const usage = { read: async (_: string, range: DayRange) => {
    read = range
    return []
  } }
  await schemaUsage({ graph: { schema: buildSchema('type Query { a: Int }'), labels: new Map() }, usage }, lead, { from, to, isUnused: false }).catch(() => undefined)
  return read
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

describe('the days that are counted together', () => {
  it('are no fewer because the range goes on in the future', async () => {
    expect(await rangeFor('2026-06-17', '2026-06-30')).toBeUndefined()
    expect(await rangeFor('2026-06-11', '2026-12-31')).toEqual({ from: '2026-06-08', to: '2026-06-17' })
    expect(await rangeFor('2026-07-01', '2026-07-31')).toBeUndefined()
  })

  it('are no fewer when one range is taken from another: any two begin and end a week apart, or at the same day', async () => {
    const ranges: DayRange[] = []
    for (let back = 0; back < 40; back++) {
      for (const length of [7, 8, 9, 15]) {
        const end = NOW - back * DAY_MS
        const range = await rangeFor(dayOf(end - (length - 1) * DAY_MS), dayOf(end))
        if (range) ranges.push(range)
      }
    }
    expect(ranges.length).toBe(160)
    for (const bound of ['from', 'to'] as const) {
      const days = [...new Set(ranges.map(range => Date.parse(range[bound]) / DAY_MS))].sort((a, b) => a - b)
      expect(days.length).toBeGreaterThan(3)
      expect(days.slice(1).filter((day, at) => day - (days[at] ?? 0) < 7)).toEqual([])
    }
  })
})
