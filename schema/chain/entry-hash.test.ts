import { expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { entryHash, GENESIS } from './entry-hash.ts'
import type { ChainedFields } from './entry-hash.ts'

const id = (end: string): string => `018f0000-0000-7000-8000-0000000000${end}`

const row: ChainedFields = {
  actorId: id('01'), actorType: 'PERSON', brandId: id('aa'), chainSeq: '1', details: '{}', entityId: id('02'), entityType: 'User',
  eventType: 'identity.user.deactivated', occurredAt: '2026-01-02T03:04:05.678Z', orgId: null, outcome: 'SUCCESS', sourceEventId: id('03'),
  sourceModule: 'identity', tier: 'ADMIN', workspaceId: null,
}

it('chains the two worked rows to the published hashes', () => {
  const first = entryHash(GENESIS, row)
  expect(first).toBe('9699b584ac1aceaa20ed09ed9e2c83e39e9afd79f0902eef707282311ac635b0')
  expect(entryHash(first, { ...row, chainSeq: '2', sourceEventId: id('04') })).toBe('61d645c8c2efdbd9d6a0054fba36dad2e8e704ade37fe1fc579bbf1bb954b3e8')
})

it('covers every one of its columns', () => {
  const hash = entryHash(GENESIS, row)
  const others: Partial<ChainedFields>[] = [
    { actorId: 'x' }, { actorType: 'SYSTEM' }, { brandId: id('ab') }, { chainSeq: '2' }, { details: '{"a":1}' }, { entityId: null }, { entityType: 'Person' },
    { eventType: 'x' }, { occurredAt: '2026-01-02T03:04:05.679Z' }, { orgId: id('05') }, { outcome: 'DENIED' }, { sourceEventId: id('06') },
    { sourceModule: 'audit' }, { tier: 'DATA' }, { workspaceId: id('07') },
  ]
  expect(others.map((other) => entryHash(GENESIS, { ...row, ...other })).filter((other) => other === hash)).toEqual([])
  expect(new Set(others.flatMap((other) => Object.keys(other)))).toEqual(new Set(Object.keys(row)))
})

it('writes equal values with equal text, whatever their order and spelling', () => {
  expect(canonicalJson('{"b": [1, {"d": null, "c": "x"}], "aa": true, "a":"\\u00e9 \\"q\\" \\\\"}')).toBe('{"a":"é \\"q\\" \\\\","aa":true,"b":[1,{"c":"x","d":null}]}')
  expect(canonicalJson(' { "z" : [ ] , "y" : { } } ')).toBe('{"y":{},"z":[]}')
})

it('keeps every digit of a number', () => {
  expect(canonicalJson('{"n": [9007199254740993, 1.10, 1.00000000000000000001]}')).toBe('{"n":[9007199254740993,1.10,1.00000000000000000001]}')
})
