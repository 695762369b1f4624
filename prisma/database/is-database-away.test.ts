import { expect, it } from 'vitest'
import { DatabaseError } from './database-error.ts'
import { isDatabaseAway } from './is-database-away.ts'

const coded = (code: string, more: object = {}): Error => Object.assign(new Error('x'), { code, ...more })

it.each<[string, unknown]>([
  ['a refused connection', coded('ECONNREFUSED')], ['two of them, for two addresses', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
  ['a shutdown', coded('57P01')], ['a start', coded('57P03')], ['too many connections', coded('53300')], ['a lost connection', coded('08006')],
  ['one that ended', new Error('Connection terminated unexpectedly')], ['a waiting line', new Error('timeout exceeded when trying to connect')],
  ['a full waiting line', new DatabaseError('POOL_EXHAUSTED', 'x')],
  ['what Prisma makes of it', coded('P2010', { meta: { driverAdapterError: Object.assign(new Error('y'), { cause: { kind: 'ConnectionClosed' } }) } })],
  ['a transaction that Prisma lost', coded('P2028')], ['a cause of a cause', new Error('x', { cause: new Error('y', { cause: coded('57P02') }) })],
])('sees %s', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true)
})

it.each<[string, unknown]>([
  ['a refused statement', coded('23505')], ['a statement that took too long', coded('57014')], ['a unique value', coded('P2002')], ['any error', new TypeError('x is undefined')],
  ['nothing', undefined], ['a text', 'ECONNREFUSED'], ['an error that is its own cause', (() => { const error = new Error('x'); error.cause = error; return error })()],
])('does not take %s for it', (_, error) => {
  expect(isDatabaseAway(error)).toBe(false)
})
