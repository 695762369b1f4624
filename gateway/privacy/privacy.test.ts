import { afterAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { openGround } from './ground.ts'
import { PROOFS } from './proofs.ts'
import { report } from './report.ts'
import { runProofs } from './run-proofs.ts'
import type { Proved } from './run-proofs.ts'

/** Always the same: what is tested here must not depend on the day. `npm run privacy` looks elsewhere each time. */
const seed = 20_778
/** Much processor time, and tests of single parts stand for them here: they run by the command alone. */
const BY_COMMAND = new Set(['poison', 'keyset', 'kill', 'robots', 'cube', 'access-log'])
const results: Proved[] = []

afterAll(() => { printFigure(report(results, { seed, isLong: false })) })

describe('what docs/sensitivity.md promises holds', () => {
  it.each(PROOFS.filter(({ name }) => !BY_COMMAND.has(name)))('$claim', async (proof) => {
    const { superuserUrl } = testDatabase()
    const pristine = new URL(superuserUrl).pathname.slice(1).replace('vg_test_', 'vg_pristine_')
    const [proved] = await runProofs([proof], openGround({ superuserUrl, pristine }), { seed, seconds: 10, isLong: false, say: () => undefined })
    if (proved !== undefined) results.push(proved)
    expect(proved?.faults).toEqual([])
  }, 180_000)
})
