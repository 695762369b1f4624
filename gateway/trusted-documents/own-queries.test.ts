import { expect, it } from 'vitest'
import { ownQueries } from './own-queries.ts'

it('keeps the texts of owners apart', () => {
  const own = ownQueries()
  own.keep('a', 'h', '{ x }')
  expect([own.find('a', 'h'), own.find('b', 'h')]).toEqual(['{ x }', undefined])
})

it('forgets the oldest text of an owner, and no text of another', () => {
  const own = ownQueries({ texts: 2 })
  own.keep('b', 'h', '{ b }')
  for (const hash of ['1', '2', '3']) own.keep('a', hash, hash)
  expect([own.find('a', '1'), own.find('a', '2'), own.find('a', '3'), own.find('b', 'h')]).toEqual([undefined, '2', '3', '{ b }'])
})

it('forgets the owner who asked longest ago, where there are too many or their texts too long', () => {
  const few = ownQueries({ owners: 2 })
  for (const owner of ['a', 'b']) few.keep(owner, 'h', owner)
  few.find('a', 'h')
  few.keep('c', 'h', 'c')
  expect(['a', 'b', 'c'].map(owner => few.find(owner, 'h'))).toEqual(['a', undefined, 'c'])
  const short = ownQueries({ characters: 10 })
  for (const owner of ['a', 'b', 'c']) short.keep(owner, 'h', '12345')
  expect(['a', 'b', 'c'].map(owner => short.find(owner, 'h'))).toEqual([undefined, '12345', '12345'])
})

it('does not grow by a text that is sent again, and keeps none that is too long', () => {
  const own = ownQueries({ characters: 10 })
  own.keep('b', 'h', '12345')
  for (let n = 0; n < 9; n++) own.keep('a', 'h', '12345')
  own.keep('a', 'long', 'x'.repeat(20_001))
  expect([own.find('b', 'h'), own.find('a', 'long')]).toEqual(['12345', undefined])
})
