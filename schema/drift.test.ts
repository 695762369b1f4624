import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Output of a generator that only compares; empty when the committed files are what it would write. */
const differences = (script: string): Promise<string> =>
  new Promise(resolve => {
    execFile(process.execPath, ['--import', 'tsx', script, '--check'], { cwd: root }, (error, stdout, stderr) =>
      resolve(error === null ? '' : `${stdout}${stderr}`.trim()))
  })

it('has the contracts that the model, the declarations and the hand-written SDL give', async () => {
  expect(await differences('subgraphs/print-schema.ts')).toBe('')
}, 30_000)

it('has the supergraph that the contracts compose to, without a finding of the lints', async () => {
  expect(await differences('schema/compose.ts')).toBe('')
}, 30_000)
