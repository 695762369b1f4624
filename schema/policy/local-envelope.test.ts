import { describe, expect, it } from 'vitest'
import { ENVELOPE_LIFETIME_MS, type RequestFacts } from './envelope.ts'
import { localEnvelope, openLocalEnvelope } from './local-envelope.ts'
import { aPerson } from './test-principal.ts'

const NOW = Date.UTC(2026, 5, 30)
const facts: RequestFacts = { principal: aPerson(), policyVersion: 'p_1', requestId: 'r1', operationHash: 'o1' }
const request = {}

describe('an envelope inside a process', () => {
  it('brings its content to the request that it came with, as often as that asks', () => {
    const local = localEnvelope(facts, NOW)
    expect(openLocalEnvelope(local, request, NOW)).toMatchObject(facts)
    expect(openLocalEnvelope(local, request, NOW)?.principal).toBe(facts.principal)
  })

  it('is refused with another request, of equal content or not', () => {
    const local = localEnvelope(facts, NOW)
    openLocalEnvelope(local, request, NOW)
    expect(openLocalEnvelope(local, {}, NOW)).toBeUndefined()
  })

  it('cannot be copied, imitated or written down', () => {
    const local = localEnvelope(facts, NOW)
    for (const imitation of [{ ...local }, { kind: 'LOCAL' } as const, Object.create(local), new Proxy(local, {}), JSON.parse(JSON.stringify(local))]) {
      expect(openLocalEnvelope(imitation, request, NOW)).toBeUndefined()
    }
    expect(JSON.stringify(local)).toBe('{"kind":"LOCAL"}')
  })

  it('ends like one that was signed', () => {
    expect(openLocalEnvelope(localEnvelope(facts, NOW), request, NOW + ENVELOPE_LIFETIME_MS - 1)).toBeDefined()
    expect(openLocalEnvelope(localEnvelope(facts, NOW), request, NOW + ENVELOPE_LIFETIME_MS)).toBeUndefined()
  })

  it('has a number of its own', () => {
    const numbers = Array.from({ length: 100 }, () => openLocalEnvelope(localEnvelope(facts, NOW), {}, NOW)?.jti)
    expect(new Set(numbers).size).toBe(100)
  })
})
