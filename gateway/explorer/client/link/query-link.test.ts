import { expect, it } from 'vitest'
import { readExampleLink, readQueryLink, writeQueryLink } from './query-link.ts'

const link = { query: 'query A($n: Int) {\n  a(b: "#&=+ ü")\n}', variables: '{"n": 1}', persona: 'analyst', purpose: 'ANALYTICS' }

it('a link carries a query with everything that it needs, whatever its characters are', () => {
  const hash = writeQueryLink(link)
  expect(hash).toMatch(/^#query=[^#\s]*$/)
  expect(readQueryLink(hash)).toEqual(link)
})

it('a link needs a query and nothing else', () => {
  expect(readQueryLink('#query=%7Ba%7D')).toEqual({ query: '{a}', variables: '', persona: '', purpose: '' })
  expect(['', '#', '#query=', '#example=x', `#query=${'a'.repeat(100_001)}`].map(readQueryLink)).toEqual([undefined, undefined, undefined, undefined, undefined])
})

it('a link can name an example', () => {
  expect([readExampleLink('#example=analyst'), readExampleLink('#query=a')]).toEqual(['analyst', undefined])
})
