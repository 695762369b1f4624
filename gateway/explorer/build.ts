import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { bundle } from './bundle.ts'
import { pageHtml } from './page-html.ts'
import { sourceHash } from './source-hash.ts'

const SOURCES = {
  folders: ['gateway/explorer/client'],
  files: ['build', 'bundle', 'page-html', 'paths', 'wire'].map(name => `gateway/explorer/${name}.ts`).concat('package-lock.json'),
}

const UNFINISHED = 'new-'
const compress = promisify(gzip)

/** Once here, so that no request waits for it. */
const compressAll = async (folder: string): Promise<void> => {
  const names = await readdir(folder)
  await Promise.all(names.map(async name => writeFile(join(folder, `${name}.gz`), await compress(await readFile(join(folder, name))))))
}

/** A folder of its own until it is complete; whoever builds the same at the same time wins or loses as a whole. */
const moveInto = async (made: string, folder: string): Promise<void> => {
  try {
    await rename(made, folder)
  } catch (cause) {
    await rm(made, { recursive: true, force: true })
    if (!existsSync(folder)) throw cause
  }
}

/** Older pages, and what a build left that was interrupted; one that is still under way is younger than an hour. */
const clearAway = async (parent: string, current: string): Promise<void> => {
  for (const name of await readdir(parent)) {
    const path = join(parent, name)
    const isUnderWay = name.startsWith(UNFINISHED) && Date.now() - (await stat(path)).mtimeMs < 3_600_000
    if (name !== current && !isUnderWay) await rm(path, { recursive: true, force: true })
  }
}

/**
 * The folder of the built page: `index.html` and `assets/`. Made when a source or the lockfile has changed since the last time,
 * which takes some seconds; otherwise found.
 */
export const buildExplorer = async (dataFolder: string): Promise<string> => {
  const parent = join(dataFolder, 'explorer')
  const hash = await sourceHash(projectFolder, SOURCES)
  const folder = join(parent, hash)
  if (existsSync(folder)) return folder
  await mkdir(parent, { recursive: true })
  const made = await mkdtemp(join(parent, UNFINISHED))
  const parts = await bundle(join(made, 'assets'))
  await compressAll(join(made, 'assets'))
  await writeFile(join(made, 'index.html'), pageHtml(parts))
  await moveInto(made, folder)
  await clearAway(parent, hash)
  return folder
}
