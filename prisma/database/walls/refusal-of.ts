import pg from 'pg'

/** SQLSTATE with which Postgres refuses a statement, or `none` where it runs; a wall that is missing does no harm to the next test. */
export async function refusalOf(client: pg.ClientBase, text: string, values: readonly unknown[] = []): Promise<string> {
  await client.query('begin')
  try {
    await client.query(text, [...values])
    return 'none'
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined) return error.code
    throw error
  } finally {
    await client.query('rollback')
  }
}
