const ADDRESS = /([a-z][a-z0-9_]*)=(https?:\/\/[^\s,]+)/g

/** Where the modules of other processes listen, from a text as SUBGRAPHS is one; a name stands there once for each of its processes. */
export function addressesOf(text: string): ReadonlyMap<string, readonly string[]> {
  const addresses = new Map<string, readonly string[]>()
  for (const [, name = '', url = ''] of text.matchAll(ADDRESS)) addresses.set(name, [...addresses.get(name) ?? [], url])
  return addresses
}

/** Gives them one after the other, so that who tries again tries another one. */
export function inTurn(addresses: readonly string[]): () => string {
  let turn = 0
  return () => addresses[turn++ % addresses.length] ?? ''
}
