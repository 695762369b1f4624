import { describe, expect, it } from 'vitest'
import { NOTHING, type Decision } from './decision.ts'
import { isNoStronger, relationsIn } from './is-no-stronger.ts'

const decision = (parts: Partial<Decision>): Decision => ({ ...NOTHING, ...parts })

describe('a decision', () => {
  it.each<[string, Partial<Decision>, Partial<Decision>]>([
    ['nothing', {}, { reveal: 'ALL' }],
    ['a mask', { mask: 'ALL' }, { reveal: 'ALL' }],
    ['a mask for the rest', { reveal: ['SELF'], mask: 'ALL' }, { reveal: 'ALL' }],
    ['fewer rows', { reveal: ['SELF'] }, { reveal: ['SELF', 'MEMBER'] }],
    ['rows that need both', { reveal: [['MEMBER', 'ON_BEHALF_MEMBER']] }, { reveal: ['MEMBER'] }],
    ['refused and not null', { otherwise: 'REFUSE' }, { otherwise: 'REDACT' }],
    ['a fuller trace', { reveal: 'ALL' }, { reveal: 'ALL', unlogged: 'ALL' }],
    ['a trace with a subject', { reveal: 'ALL' }, { reveal: 'ALL', counted: 'ALL' }],
  ])('that shows %s is no stronger, and the other one is stronger', (_, less, more) => {
    expect(isNoStronger(decision(less), decision(more))).toBe(true)
    expect(isNoStronger(decision(more), decision(less))).toBe(false)
  })

  it('is no stronger than itself', () => {
    const one = decision({ reveal: ['SELF', ['MEMBER', 'NOT_PERSONAL']], mask: 'ALL', unlogged: ['SELF'] })
    expect(isNoStronger(one, { ...one })).toBe(true)
  })

  it('with a pseudonym is stronger than one with a mask, and the other way round: together they tell more than either', () => {
    expect(isNoStronger(decision({ pseudonym: 'ALL' }), decision({ mask: 'ALL' }))).toBe(false)
    expect(isNoStronger(decision({ mask: 'ALL' }), decision({ pseudonym: 'ALL' }))).toBe(false)
  })

  it('that shows other rows is stronger, however few', () => {
    expect(isNoStronger(decision({ reveal: ['ADMIN'] }), decision({ reveal: ['MEMBER'] }))).toBe(false)
  })

  it('depends on the relations that it names', () => {
    expect(relationsIn([decision({ reveal: ['SELF', ['MEMBER', 'NOT_PERSONAL']], mask: 'ALL', counted: ['MEMBER'] })])).toEqual(['SELF', 'MEMBER', 'NOT_PERSONAL'])
  })
})
