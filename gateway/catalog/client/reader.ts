import { forgetToken, tokenOf } from '../../explorer/client/tokens.ts'

/** Who reads: a persona of a development gateway, or whoever has a token. */
export interface Reader {
  /** Told apart from others by it; holds no secret. */
  readonly name: string
  token(): Promise<string>
  /** The token was refused. */
  forget(): void
}

/** A persona: the gateway gives a token for it. */
export const personaReader = (name: string): Reader => ({ name, token: () => tokenOf(name), forget: () => forgetToken(name) })

let pasted = 0

/** Somebody with a token of their own. It is kept in memory, so it is gone with the tab. */
export const tokenReader = (token: string): Reader => ({ name: `token ${pasted += 1}`, token: async () => token, forget: () => undefined })
