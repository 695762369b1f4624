import { describe, expect, it } from 'vitest'
import { buildCube, placeName, type Contribution, type CubeCell } from './cube-cell.ts'
import { suppress } from './suppress.ts'
import { isUnsafe, SUPPRESSION_RULE as rule } from './suppression-rule.ts'

const cellOf = (...amounts: readonly number[]): CubeCell => {
  const units = new Map(amounts.map((amount, unit) => [`u${unit}`, BigInt(amount)]))
  return { place: [], units, value: amounts.reduce((sum, amount) => sum + BigInt(amount), 0n) }
}

/** `units` organizations of 10 each in a cell, with names of their own. */
const crowd = (values: readonly string[], units: number): readonly Contribution[] =>
  Array.from({ length: units }, (_, index) => ({ values, unit: `${values.join('/')}/${index}`, amount: 10n }))

const hiddenOf = (contributions: readonly Contribution[]): readonly string[] => [...suppress(buildCube(contributions), rule)].sort()

describe('a figure alone', () => {
  it('is shown from five units on', () => {
    expect(isUnsafe(cellOf(10, 10, 10, 10), rule)).toBe(true)
    expect(isUnsafe(cellOf(10, 10, 10, 10, 10), rule)).toBe(false)
  })

  it('is hidden where one unit is more than four fifths of it', () => {
    expect(isUnsafe(cellOf(80, 4, 4, 4, 4, 4), rule)).toBe(false)
    expect(isUnsafe(cellOf(81, 4, 4, 4, 4, 3), rule)).toBe(true)
  })

  it('is hidden where two units are more than nine tenths of it', () => {
    expect(isUnsafe(cellOf(45, 45, 2, 3, 5), rule)).toBe(false)
    expect(isUnsafe(cellOf(46, 45, 2, 3, 4), rule)).toBe(true)
  })

  it('is judged by its value where amounts cancel out', () => {
    expect(isUnsafe(cellOf(50, -45, 2, 2, 1, 1), rule)).toBe(true)
  })
})

describe('a table with totals', () => {
  it('hides nothing where everything is safe', () => {
    expect(hiddenOf([...crowd(['A'], 5), ...crowd(['B'], 6)])).toEqual([])
  })

  it('hides a second cell, so that the total minus the rest is not the first', () => {
    expect(hiddenOf([...crowd(['A'], 2), ...crowd(['B'], 6), ...crowd(['C'], 20)])).toEqual([placeName(['A']), placeName(['B'])].sort())
  })

  it('hides the total where no other cell can move against the only one', () => {
    expect(hiddenOf(crowd(['A'], 3))).toEqual([placeName(['A']), placeName([undefined])].sort())
  })

  it('does not count a cell of one unit as a hiding place: that unit knows it', () => {
    expect(hiddenOf([...crowd(['A'], 1), ...crowd(['B'], 1), ...crowd(['C'], 9)])).toContain(placeName(['C']))
  })

  it('hides a total of cells of one unit each behind two of them', () => {
    expect(() => hiddenOf([...crowd(['A'], 1), ...crowd(['B'], 1), ...crowd(['C'], 1)])).not.toThrow()
  })

  it('hides a rectangle of two dimensions', () => {
    const hidden = hiddenOf(['A', 'B', 'C'].flatMap((row) => ['x', 'y', 'z'].flatMap((column) => crowd([row, column], row === 'A' && column === 'x' ? 2 : 8))))
    expect(hidden).toHaveLength(4)
    expect(hidden).toContain(placeName(['A', 'x']))
  })
})
