import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { createConnectionFor } from './connection.ts'
import type { ConnectionFor } from './connection.ts'
import { withClient } from './open-client.ts'
import { prepareCluster } from './prepare-cluster.ts'
import { withDatabase } from './with-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the migrated and seeded database of this run. */
    readonly testDatabaseUrl: string
  }
}

export interface TestDatabase {
  readonly connectionFor: ConnectionFor
  /** For what a test must look at from above: statistics, catalogs, a planted violation. */
  readonly superuserUrl: string
}

export interface ScratchDatabase extends TestDatabase {
  drop(): Promise<void>
}

/** The seeded database that all tests share: read it, or write what no other test counts. */
export function testDatabase(): TestDatabase {
  return describeDatabase(inject('testDatabaseUrl'))
}

/** An empty database of one test file's own, with the migration login and the extensions. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const name = `vg_scratch_${Math.floor(Date.now() / 1000)}_${randomUUID().slice(0, 8)}`
  const url = withDatabase(inject('testDatabaseUrl'), name)
  const maintenanceUrl = withDatabase(describeDatabase(url).superuserUrl, 'postgres')
  await prepareCluster({ superuserUrl: maintenanceUrl, ownerUrl: url })
  return {
    ...describeDatabase(url),
    drop: () => withClient(maintenanceUrl, async (client) => void await client.query(`drop database ${name} with (force)`)),
  }
}

function describeDatabase(databaseUrl: string): TestDatabase {
  const superuser = new URL(databaseUrl)
  superuser.username = 'postgres'
  return {
    connectionFor: createConnectionFor({ databaseUrl, roleUrls: new Map(), trusted: true }),
    superuserUrl: superuser.href,
  }
}
