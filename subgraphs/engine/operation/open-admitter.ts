import type { ModuleMetadata } from '../../../schema/model.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { policyVersion } from '../../../schema/policy/policies.ts'
import type { Labels } from '../../../schema/sdl/read-labels.ts'
import { viewerOf } from '../read/rights.ts'
import type { Admit } from './viewers.ts'

const NOBODY: Principal = {
  kind: 'ANONYMOUS', brandId: 'none', id: 'anonymous', clearances: [], assignments: [], brandPermissions: [], scopes: [], purposes: [], purpose: 'SERVICE',
}

/** Lets everybody in, as nobody. Throws for a module that has something to hide: a table, or a label. */
export function openAdmitter({ metadata, labels, now }: { readonly metadata: ModuleMetadata; readonly labels: Labels; readonly now: () => number }): Admit {
  if (metadata.entities.length > 0) throw new Error(`${metadata.name} has tables, so it answers under an envelope only.`)
  if (labels.size > 0) throw new Error(`${metadata.name} has labels, so it answers under an envelope only.`)
  const viewer = viewerOf(NOBODY)
  return () => ({ viewer, envelope: { principal: NOBODY, policyVersion: policyVersion(), requestId: 'open', operationHash: 'open', jti: 'open', exp: now() + 1 } })
}
