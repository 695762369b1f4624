import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'graphql'
import { readCatalog } from '../schema/catalog/read-catalog.ts'
import { writtenFields } from '../schema/catalog/written-fields.ts'
import type { DocumentedModule, DocumentedPage } from '../schema/docs/module-docs.ts'
import { printPages } from '../schema/docs/print-pages.ts'
import { modules } from '../schema/metadata/index.ts'
import { writeGenerated } from '../schema/write-generated.ts'
import { loadTakings } from './engine/load-module.ts'
import { declarationOf } from './print-schema.ts'

/**
 * Writes `docs/modules` from the metadata, the supergraph and what the modules declare; the last step of `npm run generate`.
 * `--check` writes nothing and fails where a committed page differs, or is nobody's.
 */

const FOLDER = fileURLToPath(new URL('../docs/modules', import.meta.url))

/** The pages as they must be. */
export const modulePages = async (): Promise<readonly DocumentedPage[]> => {
  const supergraph = parse(await readFile(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'), { noLocation: true })
  const [fields, { metrics }] = [writtenFields(supergraph, modules), readCatalog(modules, supergraph)]
  const documented = await Promise.all(modules.map(async (metadata): Promise<DocumentedModule> => {
    const { name } = metadata
    const [{ question, dependsOn, commands }, { types }] = await Promise.all([declarationOf(name), loadTakings({ name, url: new URL(`./${name}/`, import.meta.url) })])
    return { metadata, question, dependsOn, commands, takes: types, fields, metrics: metrics.filter(({ module }) => module === name) }
  }))
  return printPages(documented)
}

/** Pages that are there and should not be: those of a module that is gone. */
export const strayPages = async (pages: readonly DocumentedPage[]): Promise<readonly string[]> => {
  const entries = await readdir(FOLDER, { withFileTypes: true, recursive: true }).catch(() => [])
  const known = new Set(pages.map(({ path }) => path))
  return entries.filter(entry => entry.isFile()).map(entry => relative(FOLDER, join(entry.parentPath, entry.name))).filter(path => !known.has(path)).sort()
}

const main = async (): Promise<void> => {
  const check = process.argv.includes('--check')
  const pages = await modulePages()
  const files = pages.map(({ path, text }) => ({ path: join(FOLDER, path), text }))
  if (!check) await Promise.all(files.map(({ path }) => mkdir(dirname(path), { recursive: true })))
  const changed = [...await writeGenerated(files, { check }), ...await strayPages(pages)]
  if (!check) await Promise.all((await strayPages(pages)).map(path => rm(join(FOLDER, path))))
  for (const path of changed) process.stdout.write(`${check ? 'differs' : 'written'}: ${path}\n`)
  if (check && changed.length > 0) process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
