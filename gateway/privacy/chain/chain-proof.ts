import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { nodeArguments } from '../patched/node-arguments.ts'
import type { Proof } from '../proof.ts'

const run = promisify(execFile)
const figuresShape = z.object({ figures: z.array(z.tuple([z.string(), z.union([z.string(), z.number()])])), faults: z.array(z.string()) })

/** Whoever changes a stored audit row, with all rights and past all rules, is found out. A process of its own, because it may do anything. */
export const chainProof: Proof = {
  name: 'chain',
  claim: 'A change of any column that the audit chain covers is seen, and the row is named',
  async run(ground, { isLong }) {
    const database = await ground.copy()
    try {
      const rows = isLong ? '40' : '4'
      const { stdout } = await run(process.execPath, [...nodeArguments(), 'subgraphs/audit/testing/chain-figures.ts', database.superuserUrl, rows], { cwd: projectFolder })
      return figuresShape.parse(JSON.parse(stdout))
    } finally {
      await database.drop()
    }
  },
}
