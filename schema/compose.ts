import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { contractOf, type Contract } from './lint/contract.ts'
import { lintContracts } from './lint/lints.ts'
import { modules } from './metadata/index.ts'
import { composeContracts, type ComposableContract } from './sdl/compose-contracts.ts'
import { addressOf, subgraphAddresses } from './subgraph-addresses.ts'
import { writeGenerated } from './write-generated.ts'

/**
 * Composes `schema/supergraph.graphql` from the contracts of the modules and lints them.
 * `--check` writes nothing and fails where the committed file differs.
 */

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The committed contracts, in the order of the modules; a subgraph stands where docker-compose.yml has it. */
export const committedContracts = async (): Promise<readonly ComposableContract[]> => {
  const addresses = await subgraphAddresses()
  return Promise.all(modules.map(async ({ name }) => ({
    name, sdl: await readFile(here(`./${name}.graphql`), 'utf8'), url: addressOf(name, addresses),
  })))
}

/** The committed contracts with the part that people wrote, as the lints take them. */
export const lintableContracts = async (): Promise<readonly Contract[]> => {
  const contracts = await committedContracts()
  return Promise.all(contracts.map(async ({ name, sdl }) => contractOf(name, sdl, await handWrittenOf(name))))
}

/** Text of a module's own SDL; most modules write none. */
const handWrittenOf = async (name: string): Promise<string> => {
  try {
    return await readFile(here(`../subgraphs/${name}/${name}.graphql`), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

const fail = (problems: readonly string[]): void => {
  process.exitCode = 1
  process.stderr.write(`${problems.join('\n')}\n`)
}

const main = async (): Promise<void> => {
  const check = process.argv.includes('--check')
  const { supergraph, problems } = composeContracts(await committedContracts())
  const findings = lintContracts(await lintableContracts()).map(({ code, at, message }) => `${code} ${at}: ${message}`)
  if (problems.length + findings.length > 0) fail([...problems, ...findings])
  if (supergraph === undefined) return
  const changed = await writeGenerated([{ path: here('./supergraph.graphql'), text: supergraph }], { check })
  for (const path of changed) process.stdout.write(`${check ? 'differs' : 'written'}: ${path}\n`)
  if (check && changed.length > 0) process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
