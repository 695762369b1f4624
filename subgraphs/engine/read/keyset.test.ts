import { describe, expect, it } from 'vitest'
import { rowsAfter, type KeysetTerm } from './keyset.ts'

const term = (name: string, more: Partial<KeysetTerm> = {}): KeysetTerm =>
  ({ sql: name, descending: false, nullable: false, nullsFirst: false, value: `$${name}`, ...more })
const id = term('id')

describe('rows after a cursor', () => {
  it('are one comparison for the id alone', () => {
    expect(rowsAfter([id])).toEqual(['id > $id'])
    expect(rowsAfter([term('id', { descending: true })])).toEqual(['id < $id'])
  })

  it('are one row comparison where nothing is null', () => {
    expect(rowsAfter([term('c'), id])).toEqual(['(c, id) > ($c, $id)'])
  })

  it('are two ranges of the index where nulls come last', () => {
    expect(rowsAfter([term('c', { nullable: true }), id])).toEqual(['(c, id) > ($c, $id)', 'c is null'])
    expect(rowsAfter([term('c', { nullable: true, value: null }), id])).toEqual(['c is null and id > $id'])
  })

  it('are two ranges, the other way round, where nulls come first', () => {
    expect(rowsAfter([term('c', { nullable: true, nullsFirst: true }), id])).toEqual(['c is not null and (c, id) > ($c, $id)'])
    expect(rowsAfter([term('c', { nullable: true, nullsFirst: true, value: null }), id])).toEqual(['c is null and id > $id', 'c is not null'])
  })

  it('are written out where directions differ', () => {
    expect(rowsAfter([term('c', { descending: true }), term('d'), id])).toEqual(['((c < $c) or (c = $c and d > $d) or (c = $c and d = $d and id > $id))'])
  })

  it('are written out with their nulls where there are several terms', () => {
    expect(rowsAfter([term('c', { nullable: true }), term('d', { nullable: true, value: null }), id]))
      .toEqual(['(((c > $c or c is null)) or (c = $c and d is null and id > $id))'])
  })
})
