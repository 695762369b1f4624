import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The commit the WebAssembly build was made from; the CLI expects its own. */
export function engineVersion() {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return version.split('.').at(-1)
}
