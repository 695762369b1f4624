import { describe, expect, it } from 'vitest'
import { solveSystem, type LinearSystem } from './linear-system.ts'

const system = (unknowns: number, ...rows: readonly (readonly [terms: readonly number[], sum: number])[]): LinearSystem => ({
  unknowns,
  rows: rows.map(([terms, sum]) => ({ signs: new Map(terms.map((term, unknown) => [unknown, BigInt(term)] as const).filter(([, sign]) => sign !== 0n)), sum: BigInt(sum) })),
})

const range = (of: LinearSystem, unknown: number): readonly [number, number] => {
  const solved = solveSystem(of)
  const most = solved.largest(new Map([[unknown, 1n]]))
  const least = solved.largest(new Map([[unknown, -1n]]))
  const number = (bound: typeof most): number => bound === undefined ? Infinity : Number(bound.over) / Number(bound.under)
  return [-number(least), number(most)]
}

describe('an attacker with sums', () => {
  it('knows nothing but the sign of what stands in no sum', () => {
    expect(range(system(2, [[1, 0], 5]), 1)).toEqual([-0, Infinity])
  })

  it('knows nothing at all where nothing is shown', () => {
    expect(range(system(2), 1)).toEqual([-0, Infinity])
  })

  it('finds the only part of a sum', () => {
    expect(range(system(2, [[1, 1], 12], [[0, 1], 5]), 0)).toEqual([7, 7])
  })

  it('finds bounds in a table of two hidden rows and columns', () => {
    // a b | 10, c d | 30, columns 25 and 15
    const table = system(4, [[1, 1, 0, 0], 10], [[0, 0, 1, 1], 30], [[1, 0, 1, 0], 25], [[0, 1, 0, 1], 15])
    expect(range(table, 0)).toEqual([-0, 10])
    expect(range(table, 3)).toEqual([5, 15])
  })

  it('works out a cell that no single row or column gives away', () => {
    // three hidden cells of a triangle: pairwise sums give each of them, in halves too
    expect(range(system(3, [[1, 1, 0], 3], [[0, 1, 1], 4], [[1, 0, 1], 6]), 0)).toEqual([2.5, 2.5])
  })

  it('takes amounts that are counted negative', () => {
    expect(range(system(2, [[1, -1], 4]), 0)).toEqual([4, Infinity])
  })

  it('is told when sums contradict each other', () => {
    expect(() => solveSystem(system(1, [[1], 3], [[1], 4]))).toThrow(/contradict/)
  })

  it('is not misled by a sum that is said twice', () => {
    expect(range(system(2, [[1, 1], 9], [[1, 1], 9], [[2, 2], 18]), 1)).toEqual([-0, 9])
  })
})
