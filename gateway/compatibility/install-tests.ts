import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Pinned: the tests of another version may ask for something else. What they need of a router and of containers is left out: ours stand in for those. */
const PACKAGE = {
  name: 'subgraph-compatibility', private: true,
  dependencies: { '@apollo/federation-subgraph-compatibility-tests': '1.2.1', typescript: '5.9.3' },
}

const TESTS = join('node_modules', '@apollo', 'federation-subgraph-compatibility-tests')

/** Installs Apollo's tests into a folder of their own, apart from what the project depends on; once for each folder. Gives the folder of the package. */
export async function installTests(folder: string): Promise<string> {
  const tests = join(folder, TESTS)
  if (existsSync(tests)) return tests
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(PACKAGE))
  await ended('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], folder)
  return tests
}

function ended(command: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${String(code)}`))))
  })
}
