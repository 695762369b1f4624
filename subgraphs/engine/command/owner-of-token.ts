import type { TenantClient } from '../../../prisma/database/tenant-statement.ts'
import { kindOfBearerToken } from '../../../schema/credentials/bearer-token.ts'
import { hashesOfBearerToken } from '../../../schema/credentials/token-hash.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import type { Table } from '../read/catalog.ts'

interface TokenSearch {
  readonly statements: TenantClient
  readonly brandId: string
  readonly ring: KeyRing
  /** Table that keeps the hashes; its login cannot read them, and asks the function of the table. */
  readonly table: Table
}

/** Finds a row by the secret that somebody shows. */
export async function ownerOfToken({ statements, brandId, ring, table: { entity } }: TokenSearch, token: string): Promise<string | null> {
  if (kindOfBearerToken(token) === undefined) return null
  const { rows: [found] } = await statements.query({
    text: `select id from ${entity.schema}.verify_${entity.table}($1, $2)`, values: [brandId, hashesOfBearerToken(token, ring)],
  })
  return typeof found?.id === 'string' ? found.id : null
}
