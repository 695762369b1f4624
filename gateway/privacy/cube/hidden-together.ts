import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { nodeArguments } from '../patched/node-arguments.ts'

/** Made-up figures of which parts or differences are about few, that the sources of this process would show: the demo data has no such cells. */
export async function shownThoughFew(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeArguments(), 'subgraphs/engine/testing/hidden-together.ts'], { cwd: projectFolder })
  return z.array(z.string()).parse(JSON.parse(stdout))
}
