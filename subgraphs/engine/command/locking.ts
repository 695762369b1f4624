import type { SealedTables } from '../../../prisma/database/sealed-tables.ts'
import type { TenantClient } from '../../../prisma/database/tenant-statement.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { Catalog } from '../read/catalog.ts'
import type { Viewer } from '../read/rights.ts'

/** Who locks, and where. */
export interface Locking {
  readonly catalog: Catalog
  readonly principal: Principal
  readonly viewer: Viewer
  readonly statements: TenantClient
  readonly tables: SealedTables
}
