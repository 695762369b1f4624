import pg from 'pg'

export async function canConnect(url) {
  await withClient(url, async () => {})
}

/** Leaves a database that exists as it is. */
export async function createDatabase(url) {
  const name = databaseOf(url)
  await withClient(maintenanceUrl(url), async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  })
  return { databaseName: name }
}

export async function dropDatabase(url) {
  const name = pg.escapeIdentifier(databaseOf(url))
  await withClient(maintenanceUrl(url), (client) => client.query(`drop database if exists ${name} with (force)`))
}

export function withDatabase(url, name) {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(name)}`
  return changed.href
}

function databaseOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres'
}

/** Databases are made and dropped from outside. */
function maintenanceUrl(url) {
  const changed = new URL(withDatabase(url, 'postgres'))
  changed.search = ''
  return changed.href
}

async function withClient(url, use) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}
