import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import { BUDGET_LIMITS } from '../budgets/budget-rows.ts'

const text = readFileSync(new URL('../../docs/reveal.md', import.meta.url), 'utf8')
const cells = text.split('\n').filter(line => line.startsWith('|')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
const numbersOf = (start: string): readonly number[] =>
  cells.filter(([name = '']) => name.startsWith(start)).flatMap(row => row.slice(1).filter(cell => /^[\d,]+$/.test(cell)).map(cell => Number(cell.replace(',', ''))))

it('says how large the budgets are', () => {
  const { revealHour, revealDay, lookupHour, lookupDay, brandLookupDay } = BUDGET_LIMITS
  expect(numbersOf('people')).toEqual([revealHour, revealDay])
  expect(numbersOf('values looked up, by a person')).toEqual([lookupHour, lookupDay])
  expect(numbersOf('values looked up, by everybody')).toEqual([brandLookupDay])
})

it('names codes that exist', () => {
  const codes = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code = '']) => code).filter(code => code !== 'SERVICE_ACCOUNT')
  expect(codes.length).toBeGreaterThan(7)
  expect(codes.filter(code => !isErrorCode(code))).toEqual([])
})
