import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { CatalogPool, charColumnsOf } from './catalog-pool.mjs'
import { createDatabase, dropDatabase, withDatabase } from './databases.mjs'

/** Connections for the engine: to the database itself, and to an empty one beside it in which it tries migrations. */
export function adapterFactory({ url, shadowUrl }) {
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    connectToShadowDb: () => (shadowUrl ? connect(shadowUrl) : connectToNewDatabase(url)),
  })
}

/** The adapter as shipped would open the main database instead when it is configured by a url. */
async function connectToNewDatabase(url) {
  const shadow = withDatabase(url, `prisma_migrate_shadow_db_${randomUUID()}`)
  await createDatabase(shadow)
  return connect(shadow, () => dropDatabase(shadow))
}

async function connect(target, afterwards = async () => {}) {
  const url = new URL(target)
  const schema = url.searchParams.get('schema') ?? undefined
  url.searchParams.delete('schema')
  const pool = new CatalogPool(url.href)
  const adapter = await new PrismaPg(pool, { schema }).connect()
  return withCatalogTypes(withWholeScripts(adapter, pool), async () => {
    await pool.end()
    await afterwards()
  })
}

/** The adapter as shipped cuts a script at every semicolon, also inside the body of a function. */
function withWholeScripts(adapter, pool) {
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  return adapter
}

function withCatalogTypes(adapter, dispose) {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const position of charColumnsOf(result.rows)) result.columnTypes[position] = ColumnTypeEnum.Character
    return result
  }
  adapter.dispose = dispose
  return adapter
}
