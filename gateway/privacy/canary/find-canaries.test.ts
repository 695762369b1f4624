import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ENTITIES } from '../oracle/standings.ts'
import { coreOf, indexOf } from './canary-core.ts'
import type { CanaryColumn, Cells } from './cells.ts'
import { canaryFinder } from './find-canaries.ts'

const user = ENTITIES.find(({ type }) => type === 'User')
const email = user?.columns.find(({ field }) => field === 'email')
if (user === undefined || email === undefined) throw new Error('There is no User.email.')

const column: CanaryColumn = { entity: user, column: email, coordinate: 'User.email', form: 'EMAIL', first: 1, ids: ['a', 'b', 'c'] }
const cells: Cells = { columns: [column], size: 4, at: (index) => (column.ids[index - 1] === undefined ? undefined : { of: column, id: column.ids[index - 1] ?? '', index }) }
const find = canaryFinder(cells)
const canary = `${coreOf(2)}@canary.example.org`

describe('a canary', () => {
  it('names its cell, and no other', () => {
    expect([1, 2, 3, 160_000].map((index) => indexOf(coreOf(index)))).toEqual([1, 2, 3, 160_000])
    expect(new Set(Array.from({ length: 5_000 }, (_, index) => coreOf(index))).size).toBe(5_000)
  })

  it.each([
    ['PLAIN', canary],
    ['PLAIN', canary.toUpperCase()],
    ['REVERSED', [...canary].reverse().join('')],
    ['BASE64', Buffer.from(canary).toString('base64')],
    ['BASE64', Buffer.from(`{"at":"${canary}"}`).toString('base64url')],
    ['HEX', Buffer.from(canary).toString('hex')],
    ['URL', [...canary].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')],
    ['HASH', createHash('sha256').update(canary).digest('hex')],
    ['HASH', createHash('md5').update(coreOf(2)).digest('base64url')],
  ])('is found as %s', (form, text) => {
    expect(find(`{"data":{"x":"${text}"}}`).map((found) => [found.form, found.cell?.id])).toContainEqual([form, 'b'])
  })

  it('is found in a piece of six letters', () => {
    expect(find(`{"x":"${coreOf(2).slice(3, 9)}"}`)).toEqual([{ form: 'PIECE' }])
  })

  it('is not found in its mask, its pseudonym, ids, words and dates', () => {
    expect(find(`{"a":"${canary[0] ?? ''}•••@•••.org","b":"psn_ANALYTICS_qxzjvkwqxzjvkwqxzjvkwq","c":"019dbeb7-a680-7002-8000-000000000052","d":"The quick brown fox, 2026-11-21T13:00:00.000Z, 712345678.5"}`)).toEqual([])
  })
})
