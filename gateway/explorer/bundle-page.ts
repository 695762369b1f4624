import { basename, join, relative } from 'node:path'
import { build } from 'esbuild'
import type { Metafile } from 'esbuild'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import type { PageParts } from './page-html.ts'
import type { PageSource } from './page-source.ts'

/** The sign of the product; every page carries it. */
const ICON = join(projectFolder, 'gateway', 'explorer', 'client', 'icon.svg')

/** Settings that all files of all pages share. */
export const BUNDLING = {
  absWorkingDir: projectFolder,
  bundle: true,
  minify: true,
  metafile: true,
  target: 'es2022',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  legalComments: 'none',
  logLevel: 'silent',
} as const

type Output = Metafile['outputs'][string]

/** What was written for one source; throws where nothing was. */
export const outputOf = ({ outputs }: Metafile, source: string): { readonly path: string, readonly output: Output } => {
  const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === relative(projectFolder, source))
  if (!entry) throw new Error(`esbuild wrote nothing for ${source}.`)
  return { path: entry[0], output: entry[1] }
}

/** Everything that an output imports at once, itself included; and what its imports import. */
const closureOf = ({ outputs }: Metafile, path: string, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(path)) return found
  found.add(path)
  for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
    if (kind === 'import-statement') closureOf({ inputs: {}, outputs }, imported, found)
  }
  return found
}

/** Bundles a page's scripts, styles and icon into a folder. */
export const bundlePage = async ({ client, assets, plugins = [], prepare }: PageSource, outdir: string): Promise<PageParts> => {
  const main = join(projectFolder, client, 'main.tsx')
  const urlOf = (output: string): string => `${assets}/${basename(output)}`
  const define = await prepare?.(outdir)
  const { metafile } = await build({
    ...BUNDLING,
    outdir,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    entryPoints: [main, ICON],
    loader: { '.ttf': 'file', '.svg': 'copy' },
    define: { ...define },
    plugins: [...plugins],
  })
  const { path, output: { cssBundle } } = outputOf(metafile, main)
  return {
    script: urlOf(path),
    styles: cssBundle === undefined ? undefined : urlOf(cssBundle),
    icon: urlOf(outputOf(metafile, ICON).path),
    preload: [...closureOf(metafile, path)].filter(imported => imported !== path).map(urlOf),
  }
}
