import type pg from 'pg'

/** Every brand of the database. */
export async function brandIds(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>('select id::text from platform.brands order by id')
  return rows.map(({ id }) => id)
}
