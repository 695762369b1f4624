import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { bundlePage } from './bundle-page.ts'
import { pageHtml } from './page-html.ts'
import type { PageSource } from './page-source.ts'
import { sourceHash } from './source-hash.ts'

/** What every page is made by; a change here makes all of them again. */
const BUILDER = ['build-page', 'bundle-page', 'page-html', 'page-source'].map(name => `gateway/explorer/${name}.ts`).concat('gateway/explorer/client/icon.svg', 'package-lock.json')

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

/** Whether a folder may still be filled: younger than an hour, or gone since because it was completed or lost. */
const isUnderWay = async (path: string): Promise<boolean> => {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
  return Date.now() - mtimeMs < 3_600_000
}

/** Older pages, and what a build left that was interrupted. */
const clearAway = async (parent: string, current: string): Promise<void> => {
  for (const name of await readdir(parent)) {
    const path = join(parent, name)
    if (name === current || (name.startsWith(UNFINISHED) && await isUnderWay(path))) continue
    await rm(path, { recursive: true, force: true })
  }
}

/**
 * The folder of a built page: `index.html` and `assets/`, by the page's name below the data folder. Made when a source or the lockfile has
 * changed since the last time, which takes some seconds; otherwise found.
 */
export const buildPage = async (dataFolder: string, source: PageSource): Promise<string> => {
  const parent = join(dataFolder, source.name)
  const hash = await sourceHash(projectFolder, { folders: source.sources.folders, files: [...source.sources.files, ...BUILDER] })
  const folder = join(parent, hash)
  if (existsSync(folder)) return folder
  await mkdir(parent, { recursive: true })
  const made = await mkdtemp(join(parent, UNFINISHED))
  const parts = await bundlePage(source, join(made, 'assets'))
  await compressAll(join(made, 'assets'))
  await writeFile(join(made, 'index.html'), pageHtml(source, parts))
  await moveInto(made, folder)
  await clearAway(parent, hash)
  return folder
}
