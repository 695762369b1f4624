import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from '../../../prisma/database/project-folder.ts'

/** One place of the sources, written otherwise. The product has no switch that turns a defence off; a proof that wants to see what happens writes the source anew. */
export interface Patch {
  /** From the folder of the project. */
  readonly file: string
  /** Text that must stand there; the first place counts. */
  readonly find: string
  readonly replace: string
}

/** Patches whose text is no longer in their file: the code has moved on, and they would change nothing. */
export function stalePatches(patches: readonly Patch[]): readonly string[] {
  return patches.filter(({ file, find }) => !sourceOf(file).includes(find)).map(({ file, find }) => `${file} has no ${JSON.stringify(find)}`)
}

/** The patches in the form in which the loader takes them. */
export function patchesAsText(patches: readonly Patch[]): string {
  const files = [...new Set(patches.map(({ file }) => file))]
  return JSON.stringify(files.map((file) => [pathToFileURL(join(projectFolder, file)).href, patches.filter((patch) => patch.file === file).map(({ find, replace }) => ({ find, replace }))]))
}

function sourceOf(file: string): string {
  try {
    return readFileSync(join(projectFolder, file), 'utf8')
  } catch {
    // no such file: nothing of it can be found
    return ''
  }
}
