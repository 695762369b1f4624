import { canConnect, createDatabase, dropDatabase } from './databases.mjs'

const COMMANDS = {
  'can-connect-to-database': canConnect,
  'create-database': createDatabase,
  'drop-database': dropDatabase,
}

/** Prisma's code for what Postgres or the socket said. */
const PRISMA_CODES = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1000', ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001' }

/** Answers by exit code; a failure is one line of JSON on standard error. */
export async function runDatabaseCommand({ databaseCommand, url }) {
  try {
    const command = COMMANDS[databaseCommand]
    if (!command) throw new Error(`The command ${databaseCommand} is not known here.`)
    await command(url)
  } catch (error) {
    report(error)
    process.exitCode = 1
  }
}

function report(error) {
  const fields = { message: error.message || error.code, error_code: PRISMA_CODES[error.code] ?? '' }
  const line = { timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' }
  // The CLI skips the first line.
  process.stderr.write(`\n${JSON.stringify(line)}`)
}
