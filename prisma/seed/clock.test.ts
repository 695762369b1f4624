import { expect, it } from 'vitest'
import { NOW, iso } from './clock.ts'

it('writes instants as the language does', () => {
  const instants = [NOW, 0, 1, 999, 86_399_999, Date.UTC(2024, 1, 29, 23, 59, 59, 7), Date.UTC(2026, 11, 31, 12, 0, 0, 120)]
  expect(instants.map(iso)).toEqual(instants.map((at) => new Date(at).toISOString()))
})
