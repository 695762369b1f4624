import { describe, expect, it } from 'vitest'
import { isAllowedFrom, readNetworks, siteOf } from './networks.ts'

describe('a credential that is bound to networks', () => {
  it.each([
    [['10.0.0.0/8'], '10.255.255.255'], [['10.0.0.0/8'], '::ffff:10.1.2.3'], [['::ffff:10.0.0.0/104'], '10.9.9.9'], [['203.0.113.7'], '203.0.113.7'],
    [['203.0.113.7/24'], '203.0.113.200'], [['2001:db8::/32'], '2001:db8:1::1'], [['fe80::/10'], 'fe80::1%eth0'], [['0.0.0.0/0'], '198.51.100.1'], [['192.0.2.1', '198.51.100.0/24'], '198.51.100.9'],
    [[], '198.51.100.1'], [[], undefined],
  ])('%j may be used from %s', (networks, address) => {
    expect(isAllowedFrom(networks, address)).toBe(true)
  })

  it.each([
    [['10.0.0.0/8'], '11.0.0.1'], [['10.0.0.0/8'], '::ffff:11.0.0.1'], [['10.0.0.0/8'], undefined], [['10.0.0.0/8'], ''], [['10.0.0.0/8'], '10.0.0.1, 10.0.0.2'], [['10.0.0.0/8'], '10.1'],
    [['10.0.0.0/8'], '0xa.0.0.1'], [['10.0.0.0/8'], '012.0.0.1'], [['0.0.0.0/0'], '2001:db8::1'], [['::/0'], '198.51.100.1'], [['2001:db8::/32'], '2001:db9::1'],
    [['10.0.0.0/33'], '10.0.0.1'], [['10.0.0.0/-1'], '10.0.0.1'], [['10.0.0.0/'], '10.0.0.1'], [['nonsense', '10.0.0.0/8'], '10.0.0.1'], [['10.0.0.0/8 '], '10.0.0.1'],
  ])('%j may not be used from %s', (networks, address) => {
    expect(isAllowedFrom(networks, address)).toBe(false)
  })
})

it('a list with one network that is none is no list', () => {
  expect(readNetworks(['10.0.0.0/8', '10.0.0.0/40'])).toBeUndefined()
})

it('a customer with a whole IPv6 network is one customer', () => {
  expect(siteOf('2001:db8:1:2:3:4:5:6')).toBe(siteOf('2001:db8:1:2::9'))
  expect(siteOf('2001:db8:1:2::1')).not.toBe(siteOf('2001:db8:1:3::1'))
  expect(siteOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(siteOf(undefined)).toBe('unknown')
})
