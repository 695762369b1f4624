import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Pinned: a newer one may plan and ask otherwise. */
const VERSION = '2.15.1'

const PACKAGE = {
  name: 'router-of-another-make', private: true, type: 'module',
  dependencies: { '@graphql-hive/gateway': VERSION },
  // a later version of it does not fit this gateway
  overrides: { '@graphql-tools/batch-execute': '10.2.0' },
}

const ended = (command: string, args: readonly string[], cwd: string): Promise<void> => new Promise((resolve, reject) => {
  const child = spawn(command, args, { cwd, stdio: 'ignore' })
  child.once('error', reject)
  child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${String(code)}`))))
})

/** Installs the gateway of another vendor into a folder of its own, apart from what the project depends on; once for each folder. */
export const installHive = async (folder: string): Promise<string> => {
  const program = join(folder, 'node_modules', '.bin', 'hive-gateway')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(PACKAGE))
  await ended('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], folder)
  return program
}
