import { describe, expect, it } from 'vitest'
import { readAnswer } from './read-answer.ts'

const read = (content: unknown) => readAnswer(JSON.stringify(content))

describe('the answer of a subgraph', () => {
  it('is taken as it is where it is right', () => {
    expect(read({ data: { a: [1, { b: null }] }, extensions: { veil: {} }, other: 1 })).toEqual({ data: { a: [1, { b: null }] }, extensions: { veil: {} } })
    expect(read({ data: null })).toEqual({ data: null })
  })

  it('has errors of which only what is known is read', () => {
    const errors = [{ message: 1, path: ['a', 0], extensions: { code: 'TIMEOUT', limit: 'x', secret: 'y' } }, { path: 'a' }, { message: 'm', extensions: { code: 3 } }]
    expect(read({ errors })).toEqual({ errors: [
      { message: '', path: ['a', 0], extensions: { code: 'TIMEOUT' } }, { message: '', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      { message: 'm', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ] })
  })

  it('has no member that would change what an object is', () => {
    const { data } = readAnswer('{"data":{"__proto__":{"a":1},"b":2}}')
    expect(Object.keys(data ?? {})).toEqual(['b'])
  })

  it.each([
    ['no JSON', '<html>'], ['a list', '[]'], ['a text', '"x"'], ['null', 'null'], ['nothing', '{}'], ['data that are a list', '{"data":[]}'], ['data that are a number', '{"data":1}'],
    ['errors that are none', '{"data":{},"errors":{}}'], ['errors that are null', '{"data":{},"errors":null}'], ['an error that is a text', '{"errors":["x"]}'], ['extensions that are null', '{"data":{},"extensions":null}'],
  ])('is none where it is %s', (_, text) => {
    expect(() => readAnswer(text)).toThrow()
  })
})
