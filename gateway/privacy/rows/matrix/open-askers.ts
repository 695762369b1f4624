import type pg from 'pg'
import type { ConnectionFor } from '../../../../prisma/database/connection.ts'
import { loadKeys } from '../../../../prisma/database/keys.ts'
import { readSettings } from '../../../../prisma/database/settings.ts'
import { brands } from '../../../../prisma/seed/world/brands.ts'
import type { Authenticate } from '../../../authenticate/caller.ts'
import { ANONYMOUS } from '../../../authenticate/anonymous.ts'
import { issueDevelopmentToken } from '../../../authenticate/development-token.ts'
import { openAuthentication } from '../../../authenticate/open-authentication.ts'
import { TEST_KEYS } from '../../../e2e/harness/test-keys.ts'
import { rightsOf } from './holder-rights.ts'
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
  /** The product's own, by the rows that were written. */
  readonly authenticate: Authenticate
  close(): Promise<void>
}

/** Writes all holders, gives each a token of the kind that such a holder has, and lets each in as the product does. */
export async function openAskers({ database, connectionFor, holders }: AskersOptions): Promise<OpenAskers> {
  const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
  const { authenticate, close } = openAuthentication({ settings: readSettings({ VEIL_ENVIRONMENT: 'development' }), keys, connectionFor, defaultBrand: brands[0]?.id })
  const askers: MatrixAsker[] = []
  for (const holder of holders) {
    const places = placesOf(holder)
    const write = (each: MatrixHolder) => writeHolder({ database, tokenKeys: keys.tokenHash }, each, places)
    const written = await write(holder)
    const partner = holder.inNameOf === undefined ? undefined : { ...holder.inNameOf, label: holder.label, kind: holder.kind, brand: holder.brand }
    const behind = partner && { holder: partner, written: await write(partner) }
    const rights = { ...rightsOf(holder, places, written), ...(behind && { partner: rightsOf(behind.holder, places, behind.written) }) }
    const asker = { label: holder.label, holder, places, rights }
    if (holder.kind === 'ANONYMOUS') {
      askers.push({ ...asker, principal: { ...ANONYMOUS, brandId: places.brandId } })
      continue
    }
    const token = written.secret ?? await issueDevelopmentToken(keys.envelope, { brandId: places.brandId, userId: written.userId, ...(behind && { onBehalfOf: { userId: behind.written.userId } }) })
    const authorization = `Bearer ${token}`
    askers.push({ ...asker, authorization, ...(behind && { reason: 'asked to look at the rows with them' }), principal: await authenticate({ authorization, address: '127.0.0.1', host: '127.0.0.1' }) })
  }
  return { askers, authenticate, close }
}
