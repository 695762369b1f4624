import { expect, it } from 'vitest'
import { refuseOldServer } from './refuse-old-server.ts'

it('takes Postgres 18 and newer, and names an older one', () => {
  expect(() => refuseOldServer(180_000)).not.toThrow()
  expect(() => refuseOldServer(190_001)).not.toThrow()
  expect(() => refuseOldServer(170_006)).toThrow(expect.objectContaining({ code: 'DATABASE_TOO_OLD', message: expect.stringContaining('Postgres 17;') }))
})
