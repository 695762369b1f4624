import { createPrismaClient, type TenantPrismaClient, type TenantPrismaOptions } from '../../../prisma/database/prisma-client.ts'

export interface CommandDatabaseOptions extends TenantPrismaOptions {
  /** Called after each commit: the outbox may hold something. */
  wake(): void
}

/** Where the commands of one module write. */
export function openCommandDatabase({ wake, ...options }: CommandDatabaseOptions): TenantPrismaClient {
  const client = createPrismaClient(options)
  return {
    ...client,
    async transaction(scope, use) {
      const result = await client.transaction(scope, use)
      wake()
      return result
    },
  }
}
