import type pg from 'pg'
import type { ConnectionFor } from '../../../../prisma/database/connection.ts'
import { loadKeys } from '../../../../prisma/database/keys.ts'
import type { Principal } from '../../../../schema/policy/principal.ts'
import type { WorldOptions } from '../../../e2e/harness/open-world.ts'
import { TEST_KEYS } from '../../../e2e/harness/test-keys.ts'
import { refuse } from '../../../refusal.ts'
import { rightsOf } from './holder-rights.ts'
import type { HolderRights } from './holder-rights.ts'
import type { MatrixAsker } from './matrix-asker.ts'
import type { MatrixHolder } from './matrix-holder.ts'
import { placesOf } from './matrix-places.ts'
import { writeHolder } from './write-holder.ts'

export interface AskersOptions {
  readonly database: pg.Client
  readonly connectionFor: ConnectionFor
  readonly holders: readonly MatrixHolder[]
}

export interface OpenAskers {
  readonly askers: readonly MatrixAsker[]
  readonly options: Partial<WorldOptions>
  close(): Promise<void>
}

/** Writes all holders and lets each of them in. */
export async function openAskers({ database, holders }: AskersOptions): Promise<OpenAskers> {
  const { tokenHash } = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
  const askers: MatrixAsker[] = []
  for (const holder of holders) {
    const places = placesOf(holder)
    const written = await writeHolder({ database, tokenKeys: tokenHash }, holder, places)
    const rights = rightsOf(holder, places, written)
    const authorization = holder.kind === 'ANONYMOUS' ? undefined : `Bearer ${written.userId}`
    askers.push({ label: holder.label, holder, places, rights, authorization, principal: principalOf(holder, rights) })
  }
  const principals = new Map(askers.map(({ authorization, principal }) => [authorization, principal]))
  const authenticate = async ({ authorization }: { readonly authorization?: string }): Promise<Principal> => {
    const principal = authorization === undefined ? undefined : principals.get(authorization)
    if (principal === undefined) throw refuse('UNAUTHENTICATED')
    return principal
  }
  return { askers, options: { authenticate }, close: async () => undefined }
}

function principalOf({ kind, label }: MatrixHolder, { brandId, personId, userId, brand, orgs, workspaces, scopes }: HolderRights): Principal {
  const base = { clearance: 'member' } as const
  return {
    kind, brandId, id: label, personId, userId, clearances: brand.length > 0 ? ['auditor'] : [], brandPermissions: brand, scopes, purposes: ['SERVICE'], purpose: 'SERVICE',
    assignments: [...[...orgs].map(([orgId, permissions]) => ({ ...base, orgId, permissions })), ...[...workspaces].map(([workspaceId, permissions]) => ({ ...base, workspaceId, permissions }))],
  }
}
