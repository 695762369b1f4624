import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter(entry => entry.isFile() && !entry.name.includes('.test.')).map(entry => join(entry.parentPath, entry.name)).sort()
}

/** Changes when a file of the folders or one of the single files does; the same on every machine. */
export const sourceHash = async (root: string, { folders, files }: { readonly folders: readonly string[], readonly files: readonly string[] }): Promise<string> => {
  const found = await Promise.all(folders.map(folder => filesBelow(join(root, folder))))
  const hash = createHash('sha256')
  for (const file of [...found.flat(), ...files.map(file => join(root, file))]) hash.update(relative(root, file)).update('\0').update(await readFile(file)).update('\0')
  return hash.digest('hex').slice(0, 20)
}
