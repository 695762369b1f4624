import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Stands while demo data is loaded: half a world looks like a whole one. */
export function seedMark(dataFolder: string): string {
  return join(dataFolder, 'loading-demo-data')
}

/** The mark goes only when the work is done, not when it fails. */
export async function underMark(dataFolder: string, load: () => Promise<void>): Promise<void> {
  const mark = seedMark(dataFolder)
  writeFileSync(mark, '')
  await load()
  rmSync(mark, { force: true })
}
