import { describe, expect, it } from 'vitest'
import { subsetsOf } from './proof/subsets-of.ts'
import { intersection, reaches, union, without, type Reach, type Term } from './reach.ts'
import type { RowRelation } from './row-relation.ts'

const RELATIONS: readonly RowRelation[] = ['SELF', 'MEMBER', 'ADMIN', 'ON_BEHALF_ADMIN']
const ROWS = subsetsOf(RELATIONS, RELATIONS.length)
const TERMS: readonly Term[] = ['SELF', 'MEMBER', ['MEMBER', 'ADMIN'], ['SELF', 'ON_BEHALF_ADMIN']]
const REACHES: readonly Reach[] = ['ALL', ...subsetsOf(TERMS, 3)]

describe('reaches', () => {
  it('are united, cut and compared as the sets of rows that they mean', () => {
    const wrong: unknown[] = []
    for (const a of REACHES) for (const b of REACHES) for (const row of ROWS) {
      const [inA, inB] = [reaches(a, row), reaches(b, row)]
      if (reaches(union(a, b), row) !== (inA || inB)) wrong.push(['union', a, b, row])
      if (reaches(intersection(a, b), row) !== (inA && inB)) wrong.push(['intersection', a, b, row])
      if ((reaches(without(a, b), row) || inB) !== (inA || inB)) wrong.push(['without', a, b, row])
    }
    expect(wrong).toEqual([])
  })

  it('have one writing for one set of rows', () => {
    expect(union(['ADMIN', 'SELF'], ['SELF'])).toEqual(['SELF', 'ADMIN'])
    expect(union([['MEMBER', 'ADMIN']], ['ADMIN'])).toEqual(['ADMIN'])
    expect(intersection(['SELF', 'MEMBER'], ['SELF'])).toEqual(['SELF'])
    expect(intersection(['ADMIN'], ['ON_BEHALF_ADMIN'])).toEqual([['ADMIN', 'ON_BEHALF_ADMIN']])
    expect(intersection(['ON_BEHALF_ADMIN'], ['ADMIN'])).toEqual([['ADMIN', 'ON_BEHALF_ADMIN']])
  })
})
