import { describe, expect, it } from 'vitest'
import { callerReader } from './caller-of.ts'
import { readNetworks } from './networks.ts'

const PROXIES = readNetworks(['10.0.0.0/8', '::1'])

/** A request as Node reads it: of headers that come twice it keeps the first, but for those that it joins. */
const request = (remoteAddress: string | undefined, lines: readonly (readonly [string, string])[]) => {
  const headers: Record<string, string> = {}
  for (const [name, value] of lines) headers[name.toLowerCase()] ??= value
  return { headers, rawHeaders: lines.flat(), socket: { remoteAddress } }
}

const callerOf = (remoteAddress: string | undefined, lines: readonly (readonly [string, string])[], trusted = PROXIES) => {
  const { headers, rawHeaders, socket } = request(remoteAddress, lines)
  return callerReader(trusted)({ headers, rawHeaders: [...rawHeaders], socket: Object.create(null, { remoteAddress: { value: socket.remoteAddress } }) })
}

describe('the host of a caller', () => {
  it.each([
    ['ACME.Test', 'acme.test'], ['acme.test:443', 'acme.test'], ['acme.test.', 'acme.test'], ['[::1]:4000', '::1'], ['127.0.0.1:4000', '127.0.0.1'], ['localhost', 'localhost'],
  ])('is of the header %j', (header, host) => {
    expect(callerOf('192.0.2.1', [['Host', header]]).host).toBe(host)
  })

  it.each(['acme.test, globex.test', 'acme.test/x', 'user@acme.test', 'acme.test\tx', '', '.', 'acme..test:99999999', `${'a'.repeat(300)}.test`, 'ácme.test', '[::1'])('is unusable where the header is %j', header => {
    expect(callerOf('192.0.2.1', [['Host', header]]).host).toBe('')
  })

  it('is unusable where there are two headers', () => {
    expect(callerOf('192.0.2.1', [['Host', 'acme.test'], ['hOST', 'globex.test']]).host).toBe('')
  })

  it('is forwarded by a trusted proxy only, and only one', () => {
    const lines = [['Host', 'inside'], ['X-Forwarded-Host', 'globex.test']] as const
    expect(callerOf('10.1.1.1', lines).host).toBe('globex.test')
    expect(callerOf('::ffff:10.1.1.1', lines).host).toBe('globex.test')
    expect(callerOf('192.0.2.1', lines).host).toBe('inside')
    expect(callerOf('10.1.1.1', lines, []).host).toBe('inside')
    expect(callerOf('10.1.1.1', [['X-Forwarded-Host', 'acme.test, globex.test']]).host).toBe('')
  })
})

describe('the address of a caller', () => {
  it.each([
    ['192.0.2.1', '198.51.100.1', '192.0.2.1'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '203.0.113.9, 198.51.100.1, 10.2.2.2', '198.51.100.1'],
    ['10.0.0.1', '127.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '10.3.3.3, 10.2.2.2', '10.3.3.3'],
    ['10.0.0.1', 'nonsense', 'nonsense'],
    ['10.0.0.1', '203.0.113.9, ', ''],
    ['10.0.0.1', Array.from({ length: 30 }, () => '10.1.1.1').join(), undefined],
  ])('of %s, forwarding %j, is %s', (peer, forwarded, address) => {
    expect(callerOf(peer, [['X-Forwarded-For', forwarded]]).address).toBe(address)
  })
})

describe('the authorization of a caller', () => {
  it('is none where there are two headers, in whatever case', () => {
    expect(callerOf('192.0.2.1', [['Authorization', 'Bearer a'], ['AUTHORIZATION', 'Bearer b']]).authorization).toBe('')
    expect(callerOf('192.0.2.1', [['Authorization', 'Bearer a']]).authorization).toBe('Bearer a')
    expect(callerOf('192.0.2.1', [])).not.toHaveProperty('authorization')
  })
})
