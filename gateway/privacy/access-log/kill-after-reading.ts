import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import type { ProofDatabase } from '../proof.ts'
import type { Reading } from './reveal-some.ts'

/** Lets another process read, and kills it at the moment at which its last answer is there. Gives how many values it was shown. */
export async function killAfterReading({ superuserUrl }: ProofDatabase, { seed, times }: Reading): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(projectFolder, 'gateway/privacy/access-log/reader.ts'), superuserUrl, String(seed), String(times)], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => { resolve() }))
  let values: number | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('answer: ')) return
    values = Number(line.slice('answer: '.length))
    child.kill('SIGKILL')
  })
  await ended
  if (values === undefined) throw new Error('The reader ended by itself.')
  return values
}
