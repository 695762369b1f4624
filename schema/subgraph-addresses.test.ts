import { expect, it } from 'vitest'
import { addressOf } from './subgraph-addresses.ts'

it('says what to add for a module that nothing starts', () => {
  const addresses = new Map([['billing', 'http://billing:4104/graphql']])
  expect(addressOf('billing', addresses)).toBe('http://billing:4104/graphql')
  expect(() => addressOf('notes', addresses)).toThrow('docker-compose.yml does not start the module notes')
})
