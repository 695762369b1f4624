import { readFile } from 'node:fs/promises'

const COMPOSE_FILE = new URL('../docker-compose.yml', import.meta.url)
const ADDRESS = /\b([a-z][a-z0-9_]*)=(http:\/\/\S+)/g

/** Where each subgraph listens: the list SUBGRAPHS of the gateway in docker-compose.yml, the one place that says it. */
export async function subgraphAddresses(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(COMPOSE_FILE, 'utf8')
  return new Map([...text.matchAll(ADDRESS)].map(([, name = '', url = '']) => [name, url]))
}

/** The address of a module; a module without one says what is missing. */
export function addressOf(name: string, addresses: ReadonlyMap<string, string>): string {
  const address = addresses.get(name)
  if (address === undefined) throw new Error(`docker-compose.yml does not start the module ${name}: add a service, and ${name}=http://${name}:<port>/graphql to SUBGRAPHS.`)
  return address
}
