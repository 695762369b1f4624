import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { nodeArguments } from '../patched/node-arguments.ts'

/** Has everything published anew by the sources that this process runs over. */
export async function publishAgain(superuserUrl: string): Promise<void> {
  await promisify(execFile)(process.execPath, [...nodeArguments(), 'subgraphs/engine/testing/publish-again.ts', superuserUrl], { cwd: projectFolder })
}
