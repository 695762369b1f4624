import { readFile, writeFile } from 'node:fs/promises'

/** A generated file and the text it must have. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

/** Writes files whose text changed; with `check` it writes none. Answers the paths that differed. */
export const writeGenerated = async (files: readonly GeneratedFile[], { check }: { readonly check: boolean }): Promise<readonly string[]> => {
  const differing: string[] = []
  for (const { path, text } of files) {
    if ((await existingText(path)) === text) continue
    differing.push(path)
    if (!check) await writeFile(path, text)
  }
  return differing
}

const existingText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
