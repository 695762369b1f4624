/** What a link to the explorer carries. It stands behind the `#`, so no server and no log gets it. */
export interface QueryLink {
  readonly query: string
  /** As text, as the editor has them. */
  readonly variables: string
  readonly persona: string
  readonly purpose: string
}

const longest = 100_000

/** Reads the part of an address behind the `#`; undefined where it carries no query. */
export const readQueryLink = (hash: string): QueryLink | undefined => {
  if (hash.length > longest) return undefined
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const query = given.get('query')
  if (query === null || query.trim() === '') return undefined
  return { query, variables: given.get('variables') ?? '', persona: given.get('as') ?? '', purpose: given.get('for') ?? '' }
}

/** Name of the example that an address asks for. */
export const readExampleLink = (hash: string): string | undefined => new URLSearchParams(hash.replace(/^#/, '')).get('example') ?? undefined

/** The part of an address behind the `#`, for a query that is to be shared. */
export const writeQueryLink = ({ query, variables, persona, purpose }: QueryLink): string => {
  const entries = Object.entries({ query, variables, as: persona, for: purpose }).filter(([, value]) => value.trim() !== '')
  return `#${entries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

