import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'
import { BUNDLING, outputOf } from './bundle-page.ts'
import { mendInterface } from './mend-interface.ts'
import { ownDocumentation } from './own-documentation.ts'
import type { PageSource } from './page-source.ts'
import { PATHS } from './paths.ts'

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

const bundleWorkers = async (outdir: string): Promise<Readonly<Record<string, string>>> => {
  const { metafile } = await build({ ...BUNDLING, outdir, format: 'iife', entryPoints: Object.values(WORKERS) })
  const urls = Object.entries(WORKERS).map(([label, source]) => [label, `${PATHS.assets}/${basename(outputOf(metafile, source).path)}`])
  return { EXPLORER_WORKERS: JSON.stringify(Object.fromEntries(urls)) }
}

/** The explorer as a page that is built. */
export const explorerSource: PageSource = {
  name: 'explorer',
  title: 'veilgraph explorer',
  client: 'gateway/explorer/client',
  assets: PATHS.assets,
  sources: { folders: ['gateway/explorer/client', 'gateway/exports/formats'], files: ['explorer-source', 'mend-interface', 'own-documentation', 'paths', 'wire'].map(name => `gateway/explorer/${name}.ts`) },
  body: `<header id="bar"></header>
<main id="explorer"><p class="veil-loading">Loading …</p></main>
<noscript>The explorer needs JavaScript. The graph itself is at /graphql.</noscript>`,
  plugins: [withoutEditorStyles, mendInterface, ownDocumentation],
  prepare: bundleWorkers,
}
