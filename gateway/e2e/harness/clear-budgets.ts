import { withClient } from '../../../prisma/database/open-client.ts'
import { personas } from '../../../prisma/seed/personas.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'

/** Gives the personas whole budgets: they are shared by all runs of an hour, and examples must not depend on how often they were run. What the seed has spent stays. */
export async function clearBudgets(): Promise<void> {
  const spenders = personas.map(({ personId }) => `PERSON:${personId}`)
  await withClient(testDatabase().superuserUrl, async (client) => void await client.query(`delete from gateway.budgets where principal = any($1) and created_at > now() - interval '7 days'`, [spenders]))
}
