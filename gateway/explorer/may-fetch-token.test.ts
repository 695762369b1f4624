import { describe, expect, it } from 'vitest'
import { mayFetchToken } from './may-fetch-token.ts'

const ask = (host: string, origin: string, site?: string): boolean => mayFetchToken({ host, origin, 'sec-fetch-site': site }, 'gateway.test')

describe('the token of a demo persona', () => {
  it.each([
    ['127.0.0.1:4000', 'http://127.0.0.1:4000', 'same-origin'],
    ['localhost:4000', 'http://localhost:4000', 'same-origin'],
    ['[::1]:4000', 'http://[::1]:4000', 'same-origin'],
    ['192.168.1.7:4000', 'http://192.168.1.7:4000', undefined],
    ['veil.localhost', 'http://veil.localhost', undefined],
    ['gateway.test', 'https://gateway.test', 'same-origin'],
  ])('is given to the page of %s', (host, origin, site) => {
    expect(ask(host, origin, site)).toBe(true)
  })

  it.each([
    ['another site', '127.0.0.1:4000', 'https://evil.example', 'cross-site'],
    ['another port', '127.0.0.1:4000', 'http://127.0.0.1:5000', 'same-site'],
    ['a domain that was made to resolve to this machine', 'evil.example:4000', 'http://evil.example:4000', 'same-origin'],
    ['a sandboxed frame', '127.0.0.1:4000', 'null', 'cross-site'],
    ['a link of another site', '127.0.0.1:4000', 'http://127.0.0.1:4000', 'cross-site'],
    ['a program without an origin', '127.0.0.1:4000', '', undefined],
    ['a name that begins like an own one', 'localhost.evil.example', 'http://localhost.evil.example', 'same-origin'],
    ['nonsense', 'http://', 'http://', undefined],
  ])('is not given to %s', (_who, host, origin, site) => {
    expect(ask(host, origin, site)).toBe(false)
  })
})
