import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const project = fileURLToPath(new URL('client/tsconfig.json', import.meta.url))
const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))

it('the page keeps to its types, which are those of a browser', async () => {
  const check = run(process.execPath, [compiler, '--noEmit', '-p', project])
  const { stdout } = await check.catch((failure: unknown) => ({ stdout: failure instanceof Error && 'stdout' in failure ? failure.stdout : String(failure) }))
  expect(stdout).toBe('')
}, 120_000)
