import type { Principal } from '../../schema/policy/principal.ts'

/** Nobody, of no brand. */
export const ANONYMOUS: Principal = {
  kind: 'ANONYMOUS', brandId: 'none', id: 'anonymous', clearances: [], assignments: [], brandPermissions: [], scopes: [], purposes: [], purpose: 'SERVICE',
}
