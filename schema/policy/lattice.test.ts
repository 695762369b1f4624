import { describe, expect, it } from 'vitest'
import { ACTIONS, best, isAtMost, meet } from './lattice.ts'
import { PURPOSES } from './principal.ts'

describe('the lattice of actions', () => {
  it('has a meet that is commutative, associative, idempotent and the greatest lower bound', () => {
    for (const a of ACTIONS) for (const b of ACTIONS) {
      const lower = meet(a, b)
      expect(meet(a, a)).toBe(a)
      expect(lower).toBe(meet(b, a))
      expect([isAtMost(lower, a), isAtMost(lower, b)]).toEqual([true, true])
      for (const c of ACTIONS) {
        expect(meet(lower, c)).toBe(meet(a, meet(b, c)))
        if (isAtMost(c, a) && isAtMost(c, b)) expect(isAtMost(c, lower)).toBe(true)
      }
    }
  })

  it('leaves nothing of a mask and a pseudonym together', () => {
    expect(meet('MASK', 'PSEUDONYM')).toBe('REDACT')
  })

  it('is not joined by several grants: the best of them is one of them', () => {
    for (const purpose of PURPOSES) for (const a of ACTIONS) for (const b of ACTIONS) expect([a, b]).toContain(best([a, b], purpose))
    expect(best(['MASK', 'PSEUDONYM'], 'SERVICE')).toBe('MASK')
    expect(best(['MASK', 'PSEUDONYM'], 'ANALYTICS')).toBe('PSEUDONYM')
    expect(best(['MASK', 'PSEUDONYM'], 'RESEARCH')).toBe('PSEUDONYM')
    expect(best(['PSEUDONYM', 'REDACT', 'REFUSE'], 'SERVICE')).toBe('PSEUDONYM')
    expect(best([], 'SERVICE')).toBeUndefined()
  })
})
