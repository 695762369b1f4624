import { expect, it } from 'vitest'
import { GENESIS, canonicalJson, entryHash } from './chain.ts'
import type { ChainedFields } from './chain.ts'

const id = (end: string) => `018f0000-0000-7000-8000-0000000000${end}`

const fields: ChainedFields = {
  actorId: id('01'), actorType: 'PERSON', brandId: id('aa'), chainSeq: 1, details: {}, entityId: id('02'), entityType: 'User',
  eventType: 'identity.user.deactivated',
  occurredAt: '2026-01-02T03:04:05.678Z', orgId: null, outcome: 'SUCCESS', sourceEventId: id('03'), sourceModule: 'identity', tier: 'ADMIN', workspaceId: null,
}

it('chains the two worked rows to the published hashes', () => {
  const first = entryHash(GENESIS, fields)
  expect(first).toBe('9699b584ac1aceaa20ed09ed9e2c83e39e9afd79f0902eef707282311ac635b0')
  expect(entryHash(first, { ...fields, chainSeq: 2, sourceEventId: id('04') })).toBe('61d645c8c2efdbd9d6a0054fba36dad2e8e704ade37fe1fc579bbf1bb954b3e8')
})

it('writes equal values with equal text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(canonicalJson({ a: true, b: [1, { c: 'x', d: null }] }))
})
