import { describe, expect, it } from 'vitest'
import { printFigure } from '../../../prisma/database/walls/print-figure.ts'
import { decideOnRow } from '../decide.ts'
import { policies } from '../policies.ts'
import { ROLES } from '../policy.ts'
import { combinationFigures, compareCombinations } from './combination-figures.ts'
import { compareRefinements } from './compare-refinements.ts'
import { compareMatrix, matrixFigures } from './matrix-figures.ts'
import { SPECIFIED_ROLES, SPECIFIED_ROWS } from './specification.ts'

function say(figures: readonly (readonly [string, string | number])[]): void {
  printFigure(figures.map(([label, value]) => `${label}: ${value}`).join('; '))
}

describe('the matrix', () => {
  it('has the rows and columns of the specification', () => {
    expect(Object.entries(policies().current.cells).map(([category, row]) => [category, ...Object.values(row)])).toEqual(SPECIFIED_ROWS)
    expect(ROLES.map((role) => role === 'break_glass' ? 'break-glass' : role.replace('_', ' '))).toEqual(SPECIFIED_ROLES)
  })

  it('decides as specified for every role, category, purpose, scope, row and request for the raw value', () => {
    const { figures, faults } = matrixFigures()
    say(figures)
    expect(faults).toEqual([])
    expect(figures[0]).toEqual(['cells of the matrix compared', 10 * 12 * 10 * 11 * 3 * 2 * 2 * 2])
    expect(figures[1]).toEqual(['cells of single columns compared', 10 * 24 * 10 * 2 * 2])
  }, 60_000)

  it('finds a right that forgets to ask for a reason', () => {
    const planted = compareMatrix((principalClass, { revealed, ...target }, relations) => decideOnRow(principalClass, { ...target, revealed: revealed ?? principalClass.purpose }, relations))
    expect(planted.differences.length).toBeGreaterThan(0)
  }, 60_000)
})

describe('single columns', () => {
  it('would be found more open than specified if every organization were one\'s own', () => {
    const planted = compareRefinements((principalClass, target, relations) => decideOnRow(principalClass, target, [...relations, 'MEMBER']))
    expect(planted.differences.length).toBeGreaterThan(0)
  })
})

describe('combined rights', () => {
  it('are never stronger than the strongest single one', () => {
    const { figures, faults } = combinationFigures({ isLong: false })
    say(figures)
    expect(faults).toEqual([])
    expect(figures[1]).toEqual(['combinations compared', 10 * 2 * 15 * 9 * (45 + 120)])
  }, 60_000)

  it('would be found if two rights together opened what neither opens', () => {
    const planted = compareCombinations({
      isLong: false,
      decideRow: (principalClass, target, relations) => {
        const action = decideOnRow(principalClass, target, relations)
        return principalClass.cells.includes('support') && principalClass.cells.includes('analyst') && action === 'MASK' ? 'REVEAL' : action
      },
    })
    expect(planted.differences.length).toBeGreaterThan(0)
  }, 60_000)
})
