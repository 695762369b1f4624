import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'
import { projectFolder } from '../../prisma/database/project-folder.ts'

const OURS = join(projectFolder, 'gateway', 'explorer', 'client', 'docs')
const THEIRS = join(dirname(createRequire(import.meta.url).resolve('@graphiql/plugin-doc-explorer/package.json')), 'dist', 'components')

/**
 * Puts our parts of the documentation panel in the place of the package's, which has no seam for badges. Ours stand around theirs, so an
 * update of the package that moves these three files fails the build and changes nothing silently.
 */
export const ownDocumentation: Plugin = {
  name: 'own-documentation',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(field-link|field-documentation|type-documentation)\.js$/ }, ({ path, resolveDir }) =>
      (resolveDir === THEIRS ? { path: join(OURS, path.replace(/\.js$/, '.tsx')) } : undefined))
    onResolve({ filter: /^veil-original\// }, ({ path }) => ({ path: join(THEIRS, `${path.slice('veil-original/'.length)}.js`) }))
  },
}
