import { describe, expect, it } from 'vitest'
import { addDecimals } from './add-decimals.ts'
import { regroup } from './regroup.ts'

describe('the sum of two decimals', () => {
  it.each([
    ['1', '2', '3'], ['-1', '2', '1'], ['0.5', '1', '1.5'], ['-0.25', '0.2', '-0.05'], ['9007199254740993', '1', '9007199254740994'],
    ['0.0125', '-0.0125', '0.0000'], ['-3', '1.25', '-1.75'],
  ])('of %s and %s is %s', (left, right, sum) => {
    expect(addDecimals(left, right)).toBe(sum)
  })

  it('is of nothing but decimals', () => {
    expect(() => addDecimals('1', 'NaN')).toThrow('no decimal')
  })
})

describe('figures of wider groups', () => {
  const regions = new Map([['w1', 'EU'], ['w2', 'US'], ['w3', 'EU']])
  const widen = ([currency = null, workspace = null]: readonly (string | null)[]): readonly (string | null)[] => [currency, regions.get(workspace ?? '') ?? null]

  it('are the sums of theirs, in the order of time and of the values, with what nobody knows last', () => {
    const figures = [
      { period: '2026-02', values: ['EUR', 'w1'], value: '5' }, { period: '2026-01', values: ['EUR', 'hidden'], value: '7' },
      { period: '2026-01', values: ['EUR', 'w2'], value: '2' }, { period: '2026-01', values: ['EUR', 'w1'], value: '1' },
      { period: '2026-01', values: ['EUR', 'w3'], value: '10' }, { period: '2026-01', values: ['EUR', null], value: '3' },
    ]
    expect(regroup(figures, widen)).toEqual([
      { period: '2026-01', values: ['EUR', 'EU'], value: '11' }, { period: '2026-01', values: ['EUR', 'US'], value: '2' },
      { period: '2026-01', values: ['EUR', null], value: '10' }, { period: '2026-02', values: ['EUR', 'EU'], value: '5' },
    ])
  })

  it('keep apart what only looks the same when it is written together', () => {
    const figures = [{ period: null, values: ['a,b', 'c'], value: '1' }, { period: null, values: ['a', 'b,c'], value: '1' }, { period: null, values: ['null', null], value: '1' }, { period: null, values: [null, 'null'], value: '1' }]
    expect(regroup(figures, values => values)).toHaveLength(4)
  })

  it('have no value where none of theirs has one', () => {
    expect(regroup([{ period: null, values: ['x'], value: null }, { period: null, values: ['x'], value: null }], values => values)).toEqual([{ period: null, values: ['x'], value: null }])
    expect(regroup([{ period: null, values: ['x'], value: null }, { period: null, values: ['x'], value: '2' }], values => values)[0]?.value).toBe('2')
  })
})
