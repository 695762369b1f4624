import { describe, expect, it } from 'vitest'
import { quantile } from './quantile.ts'

describe('a quantile', () => {
  it('is the middle value of an odd number of values, in whatever order they come', () => {
    expect(quantile([9, 1, 5], 0.5)).toBe(5)
  })

  it('never leaves the values', () => {
    expect(quantile([1, 2], 1)).toBe(2)
    expect(quantile([], 0.5)).toBeNaN()
  })
})
