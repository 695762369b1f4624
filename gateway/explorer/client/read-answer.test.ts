import { describe, expect, it } from 'vitest'
import { readAnswer } from './read-answer.ts'

const field = { path: 'users.nodes.email', coordinate: 'User.email', action: 'MASK', category: 'CONTACT', unlock: '@reveal(reason:)' }

describe('the notes beside an answer', () => {
  it('name the fields that were not simply shown, what it has cost, and how it was planned', () => {
    const plan = { kind: 'Fetch', service: 'identity', operation: '{ users { id } }' }
    const cost = { estimated: 20, actual: 3 }
    expect(readAnswer({ data: { a: 1 }, extensions: { sensitivity: { policy: 'p_1', fields: [field] }, cost, plan } }))
      .toEqual({ data: { a: 1 }, fields: [field], refusals: [], errors: 0, cost, plan })
  })

  it('name what was refused, and only count errors that are about something else', () => {
    const refusal = { code: 'PII_FILTER_REFUSED', coordinate: 'Person.registrationNumber', rule: 'GOVERNMENT_ID/FILTER' }
    const errors = [{ message: 'Remove the filter.', extensions: refusal }, { message: 'Nest less.', extensions: { code: 'DEPTH_LIMIT' } }, { message: 'old' }]
    expect(readAnswer({ errors })).toMatchObject({ refusals: [{ ...refusal, message: 'Remove the filter.' }], errors: 3 })
  })

  it.each(['', null, [], 'text', { extensions: { sensitivity: { fields: 1 } } }])('are empty for %j', body => {
    expect(readAnswer(body)).toMatchObject({ fields: [], refusals: [], errors: 0, data: undefined })
  })
})
