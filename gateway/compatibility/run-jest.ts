import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

const output = z.object({
  testResults: z.array(z.object({
    name: z.string(),
    message: z.string(),
    assertionResults: z.array(z.object({ fullName: z.string(), ancestorTitles: z.array(z.string()), title: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
  })),
})

/** One test of Apollo's, and what it said. */
export interface CompatibilityResult {
  readonly group: string
  readonly name: string
  readonly isPassed: boolean
  readonly message: string
}

/** Runs Apollo's compiled test files as they are, against what listens. */
export async function runJest(tests: string, folder: string, { productsUrl }: { readonly productsUrl: string }): Promise<readonly CompatibilityResult[]> {
  const jest = createRequire(join(tests, 'package.json')).resolve('jest/bin/jest')
  mkdirSync(folder, { recursive: true })
  const config = join(folder, 'jest.config.json')
  writeFileSync(config, JSON.stringify({ rootDir: join(tests, 'dist', 'tests'), testEnvironment: 'node', testMatch: ['**/*.test.js'], testPathIgnorePatterns: [], haste: { retainAllFiles: true }, transform: {} }))
  const text = await outputOf(process.execPath, [jest, '--ci', '--json', '--runInBand', '--config', config], { cwd: tests, productsUrl })
  return output.parse(JSON.parse(text)).testResults.flatMap(({ assertionResults }) => assertionResults.map(({ ancestorTitles: [group], title, status, failureMessages }) => ({
    group: group ?? title, name: title, isPassed: status === 'passed', message: failureMessages.join(' ').slice(0, 500),
  })))
}

/** What a program prints; it may end with a failure, since a test that fails makes it do so. */
function outputOf(command: string, args: readonly string[], { cwd, productsUrl }: { readonly cwd: string; readonly productsUrl: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const { PATH, HOME } = process.env
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'], env: { PATH, HOME, PRODUCTS_URL: productsUrl } })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => void parts.push(part))
    child.once('error', reject)
    child.once('close', () => { resolve(Buffer.concat(parts).toString()) })
  })
}
