import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Stands in the data folder while demo data is loaded: half a world looks like a whole one. */
function markOf(dataFolder: string): string {
  return join(dataFolder, 'loading-demo-data')
}

export function isMarked(dataFolder: string): boolean {
  return existsSync(markOf(dataFolder))
}

export function removeMark(dataFolder: string): void {
  rmSync(markOf(dataFolder), { force: true })
}

/** The mark goes only when the work is done, not when it fails. */
export async function underMark(dataFolder: string, load: () => Promise<void>): Promise<void> {
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(markOf(dataFolder), '')
  await load()
  removeMark(dataFolder)
}
