import { ANONYMOUS } from './anonymous.ts'
import type { Authenticate } from './caller.ts'

/** Lets callers without a token in, as nobody; a token that is sent must still be a good one. Only for graphs of other people's subgraphs. */
export const allowingAnonymous = (authenticate: Authenticate): Authenticate =>
  async caller => (caller.authorization === undefined ? ANONYMOUS : authenticate(caller))
