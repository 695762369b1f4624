import { expect, it } from 'vitest'
import type { MetricCondition, MetricPart } from './model.ts'
import { isCountedWithin } from './published-families.ts'

const condition = (operator: MetricCondition['operator'], ...values: readonly string[]): MetricCondition => ({ path: [], column: 'status', operator, values })
const part = (...where: readonly MetricCondition[]): MetricPart => ({ entity: 'Invoice', aggregation: 'COUNT', where, sign: 1 })

it.each([
  ['everything', condition('IN', 'A'), []],
  ['a longer list', condition('IN', 'A'), [condition('IN', 'A', 'B')]],
  ['all but others', condition('IN', 'A'), [condition('NOT_IN', 'B')]],
  ['all but fewer', condition('NOT_IN', 'A', 'B'), [condition('NOT_IN', 'A')]],
  ['what there is', condition('POSITIVE'), [condition('NOT_NULL')]],
])('knows what is counted within %s', (_, inner, outer) => {
  expect(isCountedWithin(part(inner), part(...outer))).toBe(true)
})

it.each([
  ['a part', condition('IN', 'A', 'B'), condition('IN', 'A')],
  ['all but itself', condition('IN', 'A'), condition('NOT_IN', 'A')],
  ['all but more', condition('NOT_IN', 'A'), condition('NOT_IN', 'A', 'B')],
  ['another column', condition('IN', 'A'), { ...condition('IN', 'A'), column: 'kind' }],
])('knows what is not counted within %s', (_, inner, outer) => {
  expect(isCountedWithin(part(inner), part(outer))).toBe(false)
})
