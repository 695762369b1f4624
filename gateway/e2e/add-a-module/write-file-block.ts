import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Block } from './read-recipe.ts'

/** Does to a project what a block of the page says: writes a new file, or changes one as a diff. */
export function writeFileBlock(folder: string, { language, purpose, text }: Block): void {
  const path = join(folder, purpose)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, language === 'diff' ? changed(readFileSync(path, 'utf8'), text, purpose) : text)
}

/** Lines with a minus or a blank in front must stand in the file, once, one after the other. */
function changed(file: string, diff: string, name: string): string {
  const lines = diff.trimEnd().split('\n')
  const before = side(lines, '+')
  if (file.split(before).length !== 2) throw new Error(`${name} does not hold, exactly once:\n${before}`)
  return file.replace(before, () => side(lines, '-'))
}

function side(lines: readonly string[], left: '+' | '-'): string {
  return lines.filter((line) => !line.startsWith(left)).map((line) => `${line.slice(1)}\n`).join('')
}
