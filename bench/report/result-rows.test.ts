import { describe, expect, it } from 'vitest'
import type { ArmName } from '../arms/arm.ts'
import { workspaceById } from '../cases/workspace-by-id.ts'
import type { Measurement, Round } from '../measure.ts'
import { formatTable } from './format-table.ts'
import { resultRows } from './result-rows.ts'

const turn = (perSecond: number): Measurement => ({ perSecond, cpuMsPerRequest: 1000 / perSecond, medianMs: 1, p99Ms: 2 })
const round = (limit: number, embedded: number): Round => ({ arms: new Map<ArmName, Measurement>([['limit', turn(limit)], ['embedded', turn(embedded)]]) })

describe('the table of results', () => {
  it('takes ratios within a round, so that a slow round of both changes nothing', () => {
    const rows = resultRows({ asked: workspaceById, bytes: 1, rounds: [round(1000, 500), round(100, 50), round(2000, 1000)] })
    expect(rows.map((row) => row.slice(0, 6))).toEqual([
      ['Q1', 'limit', '1000', '100–2000', '1.000', '1.000–1.000'],
      ['Q1', 'embedded', '500', '50–1000', '0.500', '0.500–0.500'],
    ])
  })

  it('stands in columns', () => {
    expect(formatTable(['case', 'n'], [['Q1', '1000']], 1)).toBe('case     n\n----  ----\nQ1    1000')
  })
})
