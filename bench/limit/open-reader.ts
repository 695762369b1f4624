import pg from 'pg'
import type { Read, Statement } from '../cases/read.ts'

/** One small pool a module, as the product has them. */
export interface ReaderOptions {
  urlOf(module: string): string
  readonly poolSize: number
}

type Rows = readonly (readonly string[])[]

const OPTIONS = '-c TimeZone=UTC -c statement_timeout=5000 -c jit=off'

/** As little as a tenant transaction can be: begin, setting, statement and commit in one packet. */
export function openReader({ urlOf, poolSize }: ReaderOptions): Read {
  const pools = new Map<string, pg.Pool>()
  const poolOf = (module: string): pg.Pool => {
    const pool = pools.get(module) ?? new pg.Pool({ connectionString: urlOf(module), max: poolSize, pipeline: true, application_name: 'veilgraph limit', options: OPTIONS })
    pools.set(module, pool)
    return pool
  }
  return async (module, brandId, statement, values = []) => {
    const client = await poolOf(module).connect()
    try {
      const rows = await send(client, brandId, { ...statement, values: [brandId, ...values] })
      client.release()
      return rows
    } catch (failure) {
      client.release(true)
      throw failure
    }
  }
}

async function send(client: pg.PoolClient, brandId: string, statement: Statement & { readonly values: unknown[] }): Promise<Rows> {
  const { stream } = client.connection
  stream.cork()
  const sent = Promise.all([
    client.query(`begin read only; set local app.brand_id = '${brandId}'`),
    client.query<string[]>({ ...statement, rowMode: 'array' }),
    client.query('commit'),
  ])
  stream.uncork()
  const [, { rows }] = await sent
  return rows
}
