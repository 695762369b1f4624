import { describe, expect, it } from 'vitest'
import { roundHalfEven, split } from './money.ts'
import { boundAfter, monthlyValue } from './periods.ts'

describe('money', () => {
  it('rounds ties to the even neighbour, alike above and below zero', () => {
    const halves = [[25, 2], [35, 2], [-25, 2], [-35, 2], [1, 2], [3, 2]] as const
    expect(halves.map(([n, d]) => roundHalfEven(n, d))).toEqual([12, 18, -12, -18, 0, 2])
  })

  it('splits without losing a cent, ties to the earlier line', () => {
    expect(split(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(split(700, [5884, 827, 373])).toEqual([581, 82, 37])
    expect(split(-70, [333, 333, 333])).toEqual([-24, -23, -23])
  })

  it('normalises every interval to a month', () => {
    expect([
      monthlyValue(99000, { interval: 'YEAR', count: 1 }),
      monthlyValue(1500, { interval: 'WEEK', count: 1 }),
      monthlyValue(10000, { interval: 'MONTH', count: 3 }),
      monthlyValue(100, { interval: 'DAY', count: 1 }),
    ]).toEqual([8250, 6500, 3333, 3042])
  })

  it('computes each bound from the anchor, so a short month does not shorten the next', () => {
    const bounds = [0, 1, 2, 3].map((k) => new Date(boundAfter(Date.UTC(2026, 0, 31, 10), k, { interval: 'MONTH', count: 1 })).toISOString())
    expect(bounds).toEqual(['2026-01-31T10:00:00.000Z', '2026-02-28T10:00:00.000Z', '2026-03-31T10:00:00.000Z', '2026-04-30T10:00:00.000Z'])
    expect(new Date(boundAfter(Date.UTC(2028, 1, 29), 1, { interval: 'YEAR', count: 1 })).toISOString()).toBe('2029-02-28T00:00:00.000Z')
  })
})
