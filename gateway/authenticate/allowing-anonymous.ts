import type { Principal } from '../../schema/policy/principal.ts'
import type { Authenticate } from './caller.ts'

const NOBODY: Principal = {
  kind: 'ANONYMOUS', brandId: 'none', id: 'anonymous', clearances: [], assignments: [], brandPermissions: [], scopes: [], purposes: [], purpose: 'SERVICE',
}

/** Lets callers without a token in, as nobody; a token that is sent must still be a good one. Only for graphs of other people's subgraphs. */
export const allowingAnonymous = (authenticate: Authenticate): Authenticate =>
  async caller => (caller.authorization === undefined ? NOBODY : authenticate(caller))
