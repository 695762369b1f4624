import { createRequire } from 'node:module'
import { basename, join, relative } from 'node:path'
import { build } from 'esbuild'
import type { Metafile, Plugin } from 'esbuild'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import type { PageParts } from './page-html.ts'
import { PATHS } from './paths.ts'

const CLIENT = join(projectFolder, 'gateway', 'explorer', 'client')

/** The editor is a package of the interface, so it is looked for from there. */
const { resolve } = createRequire(createRequire(import.meta.url).resolve('@graphiql/react/package.json'))
const WORKERS = {
  json: resolve('monaco-editor/esm/vs/language/json/json.worker.js'),
  graphql: resolve('monaco-graphql/esm/graphql.worker.js'),
  editor: resolve('monaco-editor/esm/vs/editor/editor.worker.js'),
} as const

/** The interface's own style sheet already holds those of the editor. */
const withoutEditorStyles: Plugin = {
  name: 'without-editor-styles',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/monaco-editor\/.*\.css$/ }, () => ({ contents: '', loader: 'css' }))
  },
}

const COMMON = {
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

const urlOf = (output: string): string => `${PATHS.assets}/${basename(output)}`

type Output = Metafile['outputs'][string]

const outputOf = ({ outputs }: Metafile, source: string): { readonly path: string, readonly output: Output } => {
  const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === relative(projectFolder, source))
  if (!entry) throw new Error(`esbuild wrote nothing for ${source}.`)
  return { path: entry[0], output: entry[1] }
}

const bundleWorkers = async (outdir: string): Promise<Readonly<Record<string, string>>> => {
  const { metafile } = await build({ ...COMMON, outdir, format: 'iife', entryPoints: Object.values(WORKERS) })
  return Object.fromEntries(Object.entries(WORKERS).map(([label, source]) => [label, urlOf(outputOf(metafile, source).path)]))
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

/** Bundles the page's scripts, the workers of its editors and its styles into a folder. */
export const bundle = async (outdir: string): Promise<PageParts> => {
  const workers = await bundleWorkers(outdir)
  const icon = join(CLIENT, 'icon.svg')
  const main = join(CLIENT, 'main.tsx')
  const { metafile } = await build({
    ...COMMON,
    outdir,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    entryPoints: [main, icon],
    loader: { '.ttf': 'file', '.svg': 'copy' },
    define: { EXPLORER_WORKERS: JSON.stringify(workers) },
    plugins: [withoutEditorStyles],
  })
  const { path, output: { cssBundle = '' } } = outputOf(metafile, main)
  return {
    script: urlOf(path),
    styles: urlOf(cssBundle),
    icon: urlOf(outputOf(metafile, icon).path),
    preload: [...closureOf(metafile, path)].filter(imported => imported !== path).map(urlOf),
  }
}
