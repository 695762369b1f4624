import { PATHS } from '../paths.ts'
import { tokenAnswer } from '../wire.ts'
import { fetchJson } from './fetch-json.ts'

const tokens = new Map<string, Promise<string>>()

const fetchToken = async (persona: string): Promise<string> => {
  const { token } = await fetchJson(`${PATHS.token}/${persona}`, tokenAnswer, { method: 'POST' })
  return token
}

/** The token of a persona; fetched once. It lives in memory only. */
export const tokenOf = (persona: string): Promise<string> => {
  const known = tokens.get(persona)
  if (known) return known
  const fetched = fetchToken(persona)
  tokens.set(persona, fetched)
  fetched.catch(() => tokens.delete(persona))
  return fetched
}

/** For a token that the gateway does not take any longer. */
export const forgetToken = (persona: string): void => {
  tokens.delete(persona)
}
