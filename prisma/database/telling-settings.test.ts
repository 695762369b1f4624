import { expect, it } from 'vitest'
import { withClient } from './open-client.ts'
import { tellingSettings } from './telling-settings.ts'
import { testDatabase } from './test-database.ts'

it('finds nothing to say of the embedded cluster', async () => {
  expect(await tellingSettings(() => testDatabase().superuserUrl)).toEqual([])
})

it('names every setting that lets values into the log of a server', async () => {
  const { superuserUrl } = testDatabase()
  const url = new URL(superuserUrl)
  url.searchParams.set('options', '-c log_parameter_max_length=-1 -c log_error_verbosity=default')
  expect(await tellingSettings(() => url.href)).toEqual(['log_parameter_max_length = -1, should be 0', 'log_error_verbosity = default, should be terse'])
  expect(await withClient(superuserUrl, async (client) => (await client.query('show log_error_verbosity')).rows)).toEqual([{ log_error_verbosity: 'terse' }])
})
