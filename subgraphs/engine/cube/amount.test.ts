import { expect, it } from 'vitest'
import { printAmount, printQuotient, readAmount } from './amount.ts'

it.each(['0', '12', '-7', '0.5', '-0.000001', '123456789012345678901234.25'])('reads and prints %s as it is', (text) => {
  expect(printAmount(readAmount(text))).toBe(text)
})

it('cuts off what is finer than a millionth', () => {
  expect(printAmount(readAmount('1.23456789'))).toBe('1.234567')
})

it.each([['1', '3', '0.3333333333'], ['2', '3', '0.6666666667'], ['-1', '8', '-0.125'], ['10', '5', '2'], ['0', '4', '0'], ['1', '-2', '-0.5']])('divides %s by %s', (over, under, quotient) => {
  expect(printQuotient(readAmount(over), readAmount(under))).toBe(quotient)
})
