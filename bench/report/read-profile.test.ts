import { describe, expect, it } from 'vitest'
import { placeOf, readProfile } from './read-profile.ts'

const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 4 })

describe('a profile', () => {
  it('gives own time per request and leaves waiting out', () => {
    const profile = JSON.stringify({
      nodes: [{ id: 1, callFrame: frame('(idle)', '') }, { id: 2, callFrame: frame('parse', 'file:///x/node_modules/graphql/a.js') }, { id: 3, callFrame: frame('decode', 'file:///x/subgraphs/engine/read/decode.ts') }],
      samples: [1, 2, 3, 2],
      timeDeltas: [900, 30, 20, 30],
    })
    expect(readProfile(profile, 10)).toEqual({
      byFunction: [['parse', 'graphql/a.js:5', '6.0', '75.0'], ['decode', 'read/decode.ts:5', '2.0', '25.0']],
      byPlace: [['graphql', '6.0', '75.0'], ['subgraphs/engine/read', '2.0', '25.0']],
    })
  })

  it.each([
    ['file:///x/node_modules/@apollo/gateway/dist/a.js', '@apollo/gateway'],
    ['file:///x/node_modules/a/node_modules/b/c.js', 'b'],
    ['node:internal/stream', 'node'],
  ])('files %s under %s', (url, place) => {
    expect(placeOf(url)).toBe(place)
  })
})
