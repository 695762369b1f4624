import { describe, expect, it } from 'vitest'
import type { Decision } from './decide.ts'
import { staticAction } from './static-action.ts'

const NOTHING: Decision = { reveal: [], mask: [], pseudonym: [], first: 'MASK', otherwise: 'REFUSE', unlogged: [], counted: [] }

describe('staticAction', () => {
  it.each([
    [{}, 'REFUSE'], [{ otherwise: 'REDACT' }, 'REDACT'], [{ reveal: 'ALL' }, 'REVEAL'], [{ mask: 'ALL' }, 'MASK'], [{ pseudonym: 'ALL' }, 'PSEUDONYM'],
    [{ reveal: ['SELF'] }, 'ROW'], [{ mask: ['MEMBER'] }, 'ROW'], [{ reveal: ['SELF'], mask: 'ALL' }, 'ROW'], [{ mask: ['SELF'], pseudonym: 'ALL' }, 'ROW'],
  ] as const)('of %j is %s', (parts, action) => {
    expect(staticAction({ ...NOTHING, ...parts })).toBe(action)
  })
})
