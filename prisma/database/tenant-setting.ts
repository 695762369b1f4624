import pg from 'pg'
import { DatabaseError } from './database-error.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Either a setting of ours (`app.principal`) or one of the limits that a transaction may choose itself. */
const SETTING_NAME = /^(?:[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*|statement_timeout|lock_timeout)$/

/** The statement that ties a transaction to one brand. Checked here, because a setting takes no parameters. */
export function setTenant(brandId: string): string {
  if (!UUID.test(brandId)) throw new DatabaseError('BRAND_ID_MALFORMED', 'A brand id is a uuid.')
  return `set local app.brand_id = '${brandId}'`
}

/** Further settings that end with the transaction, such as `app.request_id`. */
export function setLocals(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings).map(([name, value]) => `; ${setLocal(name, value)}`).join('')
}

function setLocal(name: string, value: string): string {
  if (!SETTING_NAME.test(name) || name === 'app.brand_id') {
    throw new DatabaseError('SETTING_NAME_MALFORMED', 'A setting of a transaction is named like app.request_id and is not the brand.')
  }
  return `set local ${name} = ${pg.escapeLiteral(value)}`
}
