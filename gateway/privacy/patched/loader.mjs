import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'

/** Loads source files with some of their text replaced; everything else is left to the next loader. */

/** By url: a list of { find, replace }. */
let patches = new Map()

export function initialize(data) {
  patches = new Map(data)
}

export async function load(url, context, nextLoad) {
  const wanted = patches.get(url.split('?')[0])
  if (wanted === undefined) return nextLoad(url, context)
  let text = await readFile(fileURLToPath(url.split('?')[0]), 'utf8')
  for (const { find, replace } of wanted) text = text.replace(find, () => replace)
  const { code } = await transform(text, { loader: 'ts', format: 'esm', target: 'es2022' })
  return { format: 'module', source: code, shortCircuit: true }
}
