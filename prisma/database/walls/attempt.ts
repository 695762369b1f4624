import pg from 'pg'

/** How a statement ended: with rows, or refused by Postgres. */
export interface Attempt {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly count: number
  /** SQLSTATE; absent where the statement ran. */
  readonly refusal?: string
  readonly message: string
}

/** Runs a statement in an open transaction, which goes on as before, whether it ran or was refused. */
export async function attempt(client: pg.ClientBase, text: string, values: readonly unknown[] = []): Promise<Attempt> {
  await client.query('savepoint attempt')
  const outcome = await run(client, text, values)
  await client.query('rollback to savepoint attempt')
  return outcome
}

async function run(client: pg.ClientBase, text: string, values: readonly unknown[]): Promise<Attempt> {
  try {
    const { rows, rowCount } = await client.query(text, [...values])
    return { rows, count: rowCount ?? 0, message: '' }
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code === undefined) throw error
    return { rows: [], count: 0, refusal: error.code, message: error.message }
  }
}
