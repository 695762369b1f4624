import { buildSchema } from 'graphql'
import { expect, it } from 'vitest'
import { requestReader } from './read-request.ts'

const read = requestReader(buildSchema('input F { not: F } type Query { a(f: F): Int }'))
const body = (variables: string): string => `{ "query": "query ($f: F) { a(f: $f) }", "variables": { "f": ${variables} } }`

it('refuses variables that are nested too deeply before anything recurses into them', () => {
  expect(read(body('{ "not": {} }')).variables).toEqual({ f: { not: {} } })
  const failed = (() => {
    try {
      return read(body(`${'{"not":'.repeat(100_000)}{}${'}'.repeat(100_000)}`))
    } catch (failure) {
      return failure
    }
  })()
  expect(failed).toMatchObject({ extensions: { code: 'DEPTH_LIMIT' } })
})
