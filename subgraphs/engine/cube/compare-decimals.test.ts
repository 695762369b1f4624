import { expect, it } from 'vitest'
import { compareDecimals } from './compare-decimals.ts'

it.each([
  ['1', '1.0', 0], ['-0.5', '0', -1], ['0.1', '0.09', 1], ['-1.25', '-1.3', 1], ['90071992547409930', '90071992547409931', -1], ['-0.5', '-0.25', -1],
])('puts %s and %s in order', (left, right, order) => {
  expect(compareDecimals(left, right)).toBe(order)
})
