import { expect, it } from 'vitest'
import { uuidV7 } from './uuid-v7.ts'

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

it('makes ids in their order, however many a millisecond and wherever the clock goes', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => uuidV7(1_900_000_000_000 - (i % 3)))
  expect(ids.every((id) => FORM.test(id))).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

it('begins with the time in milliseconds', () => {
  const at = 2_000_000_000_000
  expect(Number.parseInt(uuidV7(at).replaceAll('-', '').slice(0, 12), 16)).toBe(at)
})
