import type { ArrayRows } from '../../../prisma/database/tenant-statement.ts'
import type { StatementSender } from '../operation/run-read.ts'

/** A pool without a database: every statement has the same answer, and nothing is written. */
export function fakePool(query: (...sent: Parameters<StatementSender['query']>) => Promise<ArrayRows>): StatementSender {
  return {
    query,
    async queryAndWrite(brandId, statement, follow) {
      follow(await query(brandId, statement))
    },
  }
}
