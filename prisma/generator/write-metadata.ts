import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GENERATED_HEADER } from './print-metadata.ts'

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Files that an earlier generation left behind: a module that is gone must not stay importable. */
function leftOvers(folder: string, files: ReadonlyMap<string, string>): readonly string[] {
  return readdirSync(folder).filter(name => !files.has(name) && readIfPresent(join(folder, name))?.startsWith(GENERATED_HEADER) === true)
}

/** Touches only what differs, so that watchers and build caches see real changes alone. Returns the names that changed. */
export function writeMetadata(folder: string, files: ReadonlyMap<string, string>): readonly string[] {
  mkdirSync(folder, { recursive: true })
  const changed = [...files].filter(([name, text]) => readIfPresent(join(folder, name)) !== text)
  for (const [name, text] of changed) writeFileSync(join(folder, name), text)
  const removed = leftOvers(folder, files)
  for (const name of removed) rmSync(join(folder, name))
  return [...changed.map(([name]) => name), ...removed]
}
