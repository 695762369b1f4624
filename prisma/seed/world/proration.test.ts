import { describe, expect, it } from 'vitest'
import { restOf } from './proration.ts'

const march = { start: Date.UTC(2026, 2, 1), end: Date.UTC(2026, 3, 1) }

describe('proration', () => {
  it('gives back and charges the worked cases of March 2026', () => {
    const half = Date.UTC(2026, 2, 16, 12)
    const tenth = Date.UTC(2026, 2, 10, 8, 30, 15)
    expect([restOf(2900, march, half), restOf(7900, march, half)]).toEqual([1450, 3950])
    expect([restOf(9500, march, tenth), restOf(15200, march, tenth)]).toEqual([6633, 10613])
    expect(restOf(10613, { start: tenth, end: march.end }, Date.UTC(2026, 2, 20))).toBe(5884)
    expect(restOf(4900, march, Date.UTC(2026, 2, 11, 6))).toBe(3280)
  })

  it('breaks ties to the even cent', () => {
    const half = Date.UTC(2026, 2, 16, 12)
    expect([restOf(25, march, half), restOf(35, march, half)]).toEqual([12, 18])
  })
})
