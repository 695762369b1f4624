import type { ConnectionFor } from './connection.ts'
import { withClient } from './open-client.ts'

/** Settings of a server under which its log can hold values of people, and what they should be. */
const WANTED = {
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
} as const

/** What of a server's settings lets values into its log, as `name = value, should be value`; empty where all is well. Only its owner can change them. */
export async function tellingSettings(connectionFor: ConnectionFor): Promise<readonly string[]> {
  const { rows } = await withClient(connectionFor('migration'), (client) => client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)', [Object.keys(WANTED)]))
  const set = new Map(rows.map(({ name, setting }) => [name, setting]))
  return Object.entries(WANTED).flatMap(([name, wanted]) => {
    const setting = set.get(name) ?? 'unknown'
    return setting === wanted ? [] : [`${name} = ${setting}, should be ${wanted}`]
  })
}
