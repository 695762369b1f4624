import { describe, expect, it } from 'vitest'
import { choice, choices, entityId, flag, integer, optional, plainId, rowId, text, type InputField } from './input-field.ts'

const ID = '019b0000-0000-7000-8000-00000000000A'

function read(field: InputField<unknown>, value: unknown): unknown {
  try {
    return field.parse(value, 'x')
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe('a member of an input', () => {
  it.each<readonly [string, InputField<unknown>, unknown, unknown]>([
    ['an id, in one spelling', plainId(''), ID, ID.toLowerCase()],
    ['what is no id, as one that nobody has', rowId('AuditLog', ''), "x'; drop table x", 'NOT_FOUND'],
    ['a number for an id, likewise', entityId({ module: 'identity', type: 'Person' }, ''), 1, 'NOT_FOUND'],
    ['a text without the blanks around it', text('', { max: 3 }), ' abc ', 'abc'],
    ['a text of blanks', text('', { max: 3 }), '   ', 'VALIDATION_FAILED'],
    ['a text by its characters', text('', { max: 3 }), '👩‍🚀', '👩‍🚀'],
    ['a text that is too long', text('', { max: 3 }), 'abcd', 'VALIDATION_FAILED'],
    ['a text that Postgres cannot hold', text('', { max: 3 }), 'a\0', 'VALIDATION_FAILED'],
    ['a text that may say anything', text('', { max: 99 }), 'jane@example.org', 'jane@example.org'],
    ['a text that may not', text('', { max: 99, withoutPersonalData: 'REASON_HAS_PII' }), 'jane@example.org', 'REASON_HAS_PII'],
    ['a whole number', integer('', { min: 1, max: 2 }), 2, 2],
    ['a number beyond its bounds', integer('', { min: 1, max: 2 }), 3, 'VALIDATION_FAILED'],
    ['a part of one', integer('', { min: 1, max: 2 }), 1.5, 'VALIDATION_FAILED'],
    ['true', flag(''), true, true],
    ['a choice', choice('', 'E', ['A', 'B']), 'B', 'B'],
    ['no choice', choice('', 'E', ['A', 'B']), 'toString', 'VALIDATION_FAILED'],
    ['choices, each once and in their order', choices('', 'E', ['A', 'B']), ['B', 'A', 'B'], ['A', 'B']],
    ['no choices', choices('', 'E', ['A', 'B']), [], 'VALIDATION_FAILED'],
    ['nothing, where it may be left out', optional(text('', { max: 3 })), undefined, null],
    ['something, where it may be left out', optional(text('', { max: 3 })), 'abc', 'abc'],
    ['something wrong, where it may be left out', optional(text('', { max: 3 })), 'abcd', 'VALIDATION_FAILED'],
  ])('takes %s', (_name, field, value, expected) => {
    expect(read(field, value)).toEqual(expected)
  })
})
