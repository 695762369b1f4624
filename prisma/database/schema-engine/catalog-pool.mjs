import pg from 'pg'

/** Postgres' one-letter catalog type, which the Prisma adapter refuses, and the type it is shown as instead. */
const CHAR = 18
const TEXT = 25

/** The positions of one-letter columns in a result, by its rows. */
const charColumns = new WeakMap()

/** Positions in `rows`, the rows of a result, whose values are of the one-letter type. */
export function charColumnsOf(rows) {
  return charColumns.get(rows) ?? []
}

/** One connection to one database that shows its catalog to the Prisma adapter. */
export class CatalogPool extends pg.Pool {
  constructor(connectionString) {
    super({ connectionString, max: 1, options: '-c TimeZone=UTC', idleTimeoutMillis: 0 })
  }

  async query(...args) {
    const result = await super.query(...args)
    const fields = (result.fields ?? []).filter((field) => field.dataTypeID === CHAR)
    if (fields.length > 0) charColumns.set(result.rows, fields.map((field) => result.fields.indexOf(field)))
    for (const field of fields) field.dataTypeID = TEXT
    return result
  }
}
