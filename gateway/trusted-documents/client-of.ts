/** Who says to have written the program that asks. Nobody proves it: it chooses among documents, and grants nothing. */
export interface Client {
  /** Empty where it was not said, or not in the form of a name. */
  readonly name: string
  readonly version: string
}

/** Names of headers, as the common libraries send them. */
export const CLIENT_HEADERS = {
  name: ['apollographql-client-name', 'graphql-client-name', 'x-graphql-client-name'],
  version: ['apollographql-client-version', 'graphql-client-version', 'x-graphql-client-version'],
} as const

const NAME = /^[\w.@/+:-]{1,100}$/

/** Whether a text can name a client or a version of one. */
export const isClientName = (text: string): boolean => NAME.test(text)

/** Reads the client from the headers of a request. */
export const clientOf = (header: (name: string) => string | undefined): Client => {
  const first = (names: readonly string[]): string => {
    const given = names.map(header).find(value => value !== undefined) ?? ''
    return isClientName(given) ? given : ''
  }
  return { name: first(CLIENT_HEADERS.name), version: first(CLIENT_HEADERS.version) }
}
