import { PATHS } from '../../../explorer/paths.ts'
import { graphDataProvider } from '../provider/graph-data-provider.ts'
import type { AnyCommands, GraphDataProvider } from '../provider/graph-data-provider.ts'
import type { Session } from './session.ts'

/** Asks with the token of a session; one that has expired is replaced once. */
const fetchAs = (session: Session): typeof fetch => async (input, init = {}) => {
  const ask = async (): Promise<Response> => fetch(input, { ...init, headers: { ...init.headers, authorization: `Bearer ${await session.token()}` } })
  const response = await ask()
  if (response.status !== 401) return response
  session.forget()
  return ask()
}

/** What the console reads from. Updates are not registered: the graph's commands are run by their names. */
export const providerOf = (session: Session): GraphDataProvider<AnyCommands> =>
  graphDataProvider({ url: PATHS.graphql, headers: () => ({}), purpose: () => session.purpose, fetch: fetchAs(session) })
