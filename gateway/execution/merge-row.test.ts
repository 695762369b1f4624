import { expect, it } from 'vitest'
import { mergeRow } from './merge-row.ts'
import type { Row } from './row.ts'

const merged = (target: Row, source: Row): Row => {
  mergeRow(target, source)
  return target
}

it('adds keys behind those that are there', () => {
  expect(JSON.stringify(merged({ id: '1' }, { name: 'a', id: '1' }))).toBe('{"id":"1","name":"a"}')
})

it('merges objects, and lists of equal length item by item', () => {
  expect(merged({ a: { x: 1 }, list: [{ x: 1 }, null] }, { a: { y: 2 }, list: [{ y: 2 }, { y: 3 }] })).toEqual({ a: { x: 1, y: 2 }, list: [{ x: 1, y: 2 }, { y: 3 }] })
})

it('replaces lists of another length, leaves and nulls', () => {
  expect(merged({ list: [1], leaf: 1, none: null }, { list: [1, 2], leaf: null, none: { a: 1 } })).toEqual({ list: [1, 2], leaf: null, none: { a: 1 } })
})

it('takes objects over without copying them', () => {
  const below = {}
  expect(merged({}, { below }).below).toBe(below)
})
