import { describe, expect, it } from 'vitest'
import { readAnswer } from './read-answer.ts'

const field = { path: 'users.nodes.email', coordinate: 'User.email', action: 'MASK', category: 'CONTACT', unlock: '@reveal(reason:)' }

describe('the notes below an answer', () => {
  it('name the fields that were not simply shown', () => {
    expect(readAnswer(JSON.stringify({ data: {}, extensions: { sensitivity: { policy: 'p_1', fields: [field] } } }))).toEqual({ fields: [field], refusals: [] })
  })

  it('name what was refused, and leave out errors that are about something else', () => {
    const refusal = { code: 'PII_FILTER_REFUSED', coordinate: 'Person.registrationNumber', rule: 'GOVERNMENT_ID/FILTER' }
    const errors = [{ message: 'Remove the filter.', extensions: refusal }, { message: 'Nest less.', extensions: { code: 'DEPTH_LIMIT' } }, { message: 'old' }]
    expect(readAnswer(JSON.stringify({ errors })).refusals).toEqual([{ ...refusal, message: 'Remove the filter.' }])
  })

  it.each(['', '{"data": {', 'null', '[]', '"text"', '{"extensions": {"sensitivity": {"fields": 1}}}', '{"data": {}}'])('are empty for %j', text => {
    expect(readAnswer(text)).toEqual({ fields: [], refusals: [] })
  })
})
