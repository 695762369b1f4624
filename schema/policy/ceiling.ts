import { meet, type Action } from './lattice.ts'
import type { Request } from './grants.ts'

/** The most that the kind of caller, the words of the token and the way out let through, whatever is granted. */
export function ceilingOf(request: Request): Action {
  return meet(tokenCeiling(request), request.policy.ceilings[request.principalClass.channel])
}

function tokenCeiling({ principalClass: { kind, scopes }, target: { label } }: Request): Action {
  if (kind === 'ANONYMOUS' || kind === 'SYSTEM') return 'REDACT'
  if (kind === 'PERSON' && scopes.length === 0) return 'REVEAL'
  return scopes.includes(`pii.${label.category.toLowerCase()}.reveal`) ? 'REVEAL' : 'MASK'
}
