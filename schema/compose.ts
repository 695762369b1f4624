import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { contractOf, type Contract } from './lint/contract.ts'
import { lintContracts } from './lint/lints.ts'
import { modules } from './metadata/index.ts'
import { composeContracts, type ComposableContract } from './sdl/compose-contracts.ts'
import { DOOR, DOOR_SDL, DOOR_URL, doorContract } from './sdl/door-contract.ts'
import { addressOf, subgraphAddresses } from './subgraph-addresses.ts'
import { writeGenerated } from './write-generated.ts'

/**
 * Composes `schema/supergraph.graphql` from the contracts of the modules and of the gateway's own subgraph, and lints them.
 * `--check` writes nothing and fails where the committed file differs.
 */

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The committed contracts, in the order of the modules; a subgraph stands where docker-compose.yml has it. */
export const committedContracts = async (): Promise<readonly ComposableContract[]> => {
  const addresses = await subgraphAddresses()
  const contracts = await Promise.all(modules.map(async ({ name }) => ({
    name, sdl: await readFile(here(`./${name}.graphql`), 'utf8'), url: addressOf(name, addresses),
  })))
  return [...contracts, { name: DOOR, sdl: doorContract(), url: DOOR_URL }]
}

/** The committed contracts with the part that people wrote, as the lints take them. */
export const lintableContracts = async (): Promise<readonly Contract[]> => {
  const contracts = await committedContracts()
  return Promise.all(contracts.map(async ({ name, sdl }) => contractOf(name, sdl, await handWrittenOf(name))))
}

/** Text of a module's own SDL; most modules write none. */
const handWrittenOf = async (name: string): Promise<string> => {
  if (name === DOOR) return DOOR_SDL
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
  const files = [{ path: here(`./${DOOR}.graphql`), text: doorContract() }, { path: here('./supergraph.graphql'), text: supergraph }]
  const changed = await writeGenerated(files, { check })
  for (const path of changed) process.stdout.write(`${check ? 'differs' : 'written'}: ${path}\n`)
  if (check && changed.length > 0) process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
