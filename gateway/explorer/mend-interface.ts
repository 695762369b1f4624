import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

interface Mend {
  /** End of the file's path. */
  readonly file: string
  readonly changes: readonly (readonly [from: string, to: string])[]
}

/**
 * What people who do not see the page would stumble over in the interface's packages. A tab there is an item that holds two buttons, which no tab
 * may: it is an item of a list here, and the one in front is the current one. An entry of the history was named by what pressing it does and not
 * by its text.
 */
const MENDS: readonly Mend[] = [
  { file: '@graphiql/react/dist/components/tabs/index.js', changes: [['role: "tab"', 'role: "listitem"'], ['"aria-selected": isActive', '"aria-current": isActive'], ['role: "tablist"', 'role: "list"']] },
  { file: '@graphiql/plugin-history/dist/components.js', changes: [['"aria-label": "Set active"', '"data-does": "Set active"']] },
]

const mended = (text: string, { file, changes }: Mend): string => changes.reduce((source, [from, to]) => {
  if (!source.includes(from)) throw new Error(`${file} holds no ${from} any more; look whether it still has to be mended.`)
  return source.replaceAll(from, to)
}, text)

/** Mends the interface while it is bundled; a package that has changed there fails the build. */
export const mendInterface: Plugin = {
  name: 'mend-interface',
  setup({ onLoad }) {
    for (const mend of MENDS) {
      onLoad({ filter: new RegExp(`${mend.file.replaceAll('.', '\\.')}$`) }, async ({ path }) => ({ contents: mended(await readFile(path, 'utf8'), mend), loader: 'js' }))
    }
  },
}
