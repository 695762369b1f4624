import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { environment as inherited } from '../../schema/settings/environment.ts'
import type { Service } from './read-compose.ts'

/** Starts the process of a service; every line it prints is shown behind its name. */
export function runService({ name, command, environment }: Service, show: (line: string) => void): ChildProcess {
  const [, ...args] = command
  const child = spawn(process.execPath, args, { cwd: projectFolder, env: { ...inherited(), ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) showLines(stream, (line) => { show(`${name.padEnd(13)} ${line}`) })
  return child
}

/** Resolves when the process ends well; rejects with its name and exit code otherwise. */
export async function ended(name: string, child: ChildProcess): Promise<void> {
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`${name} ended with exit code ${String(code)}; what it printed stands above.`)
}

function showLines(stream: Readable, show: (line: string) => void): void {
  createInterface({ input: stream }).on('line', show)
}
