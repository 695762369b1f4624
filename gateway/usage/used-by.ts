import { withClient } from '../../prisma/database/open-client.ts'

const READ = `
select coordinate, sum(operations)::text as operations from gateway.schema_usage
where brand_id = $1 and day > (now() at time zone 'UTC')::date - 30 group by coordinate`

/** Operations of the last thirty days by coordinate, over all brands; as the owner of the tables, who is bound to one brand at a time too. */
export const usedBy = (connectionString: string): Promise<ReadonlyMap<string, number>> => withClient(connectionString, async client => {
  const used = new Map<string, number>()
  const { rows: brands } = await client.query<{ readonly id: string }>('select id from platform.brands')
  for (const { id } of brands) {
    await client.query('select set_config($1, $2, false)', ['app.brand_id', id])
    const { rows } = await client.query<{ readonly coordinate: string, readonly operations: string }>(READ, [id])
    for (const { coordinate, operations } of rows) used.set(coordinate, (used.get(coordinate) ?? 0) + Number(operations))
  }
  return used
})
