import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { ANONYMOUS } from '../authenticate/anonymous.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import { ownQueries } from './own-queries.ts'
import { resolveDocument } from './resolve-document.ts'

const QUERY = '{ a }'
const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(QUERY).digest('hex') } }

it('keeps the texts of callers without a name apart by brand and network', async () => {
  const options = { mode: 'off', own: ownQueries(), tokens: 100 } as const
  const scopeAt = (brandId: string, address: string) => {
    const principal = { ...ANONYMOUS, brandId }
    return {
      requestId: 'r', principal, principalClass: classOf(principal), address, failOnRefused: false,
      facts: { principal, requestId: 'r', policyVersion: 'p', operationHash: 'none' },
    }
  }
  const first = await resolveDocument(options, { query: QUERY, extensions }, scopeAt('b1', '192.0.2.1'))
  first.keep?.()
  const outcomes = await Promise.all([['b1', '192.0.2.1'], ['b2', '192.0.2.1'], ['b1', '192.0.2.2']]
    .map(([brand = '', address = '']) => resolveDocument(options, { extensions }, scopeAt(brand, address))))
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['own', 'unknown', 'unknown'])
})
