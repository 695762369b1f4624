import { setTenant } from '../../prisma/database/tenant-setting.ts'
import type { TenantStatement } from '../../prisma/database/tenant-statement.ts'
import { withClient } from '../../prisma/database/open-client.ts'

/** What Postgres does for a statement, as the login of the module and under the walls of the brand; the times are of the second run. */
export async function explainStatement(connectionString: string, brandId: string, { text, values }: TenantStatement): Promise<readonly string[]> {
  return withClient(connectionString, async (client) => {
    await client.query(`begin read only; ${setTenant(brandId)}`)
    await client.query({ text, values: [...values] })
    const { rows } = await client.query<[string]>({ text: `explain (analyze, buffers, costs off) ${text}`, values: [...values], rowMode: 'array' })
    await client.query('commit')
    return rows.map(([line]) => line)
  })
}
