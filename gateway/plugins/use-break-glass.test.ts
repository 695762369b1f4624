import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signCapability } from '../../schema/policy/capability.ts'
import type { Capability } from '../../schema/policy/capability.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { aPerson } from '../../schema/policy/test-principal.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { closedDoorState } from '../budgets/door-state.ts'
import { useBreakGlass } from './use-break-glass.ts'

const envelopeKeys: KeyRing = { current: 1, keys: new Map([[1, randomBytes(32)]]) }
const admit = useBreakGlass({ envelopeKeys, state: { ...closedDoorState, isRunning: async () => true } })
const holder = aPerson()

const capability = (parts: Partial<Capability> = {}, keys = envelopeKeys): string => signCapability(keys, {
  grantId: 'g1', subject: { kind: 'PERSON', personId: 'p9' }, categories: ['CONTACT'], purpose: 'SECURITY', exp: Date.now() + 60_000, brandId: holder.brandId, principalId: holder.id, ...parts,
})

const refused = { extensions: { code: 'BREAK_GLASS_REFUSED' } }
const partner = { id: 'p2', clearances: [], assignments: [], brandPermissions: [], scopes: [] }

describe('a capability of emergency access', () => {
  it('is put into the principal of its holder, and nothing else of it', async () => {
    const exp = Date.now() + 60_000
    expect(await admit(holder, capability({ exp }))).toEqual({
      ...holder, breakGlass: { grantId: 'g1', subject: { kind: 'PERSON', personId: 'p9' }, categories: ['CONTACT'], purpose: 'SECURITY', exp },
    })
  })

  it('gives the same object for the same text, so that what follows from it is worked out once', async () => {
    const text = capability()
    expect(await admit(holder, text)).toBe(await admit(holder, text))
    expect(await admit(holder, capability({ grantId: 'g2' }))).not.toBe(await admit(holder, text))
  })

  it.each<readonly [string, Principal, string]>([
    ['of another person', holder, capability({ principalId: 'somebody' })],
    ['of another brand', holder, capability({ brandId: 'b2' })],
    ['that is over', holder, capability({ exp: Date.now() - 1 })],
    ['for longer than one is ever given', holder, capability({ exp: Date.now() + 3 * 60 * 60_000 })],
    ['signed by somebody else', holder, capability({}, { current: 1, keys: new Map([[1, randomBytes(32)]]) })],
    ['without a signature', holder, capability().split('.').slice(0, 3).join('.')],
    ['sent twice', holder, `${capability()},${capability()}`],
    ['of a service account', aPerson({ kind: 'SERVICE_ACCOUNT' }), capability()],
    ['of somebody who works in the name of somebody else', aPerson({ onBehalfOf: partner }), capability()],
    ['of nobody', aPerson({ kind: 'ANONYMOUS' }), capability()],
  ])('is refused where it is one %s', async (_, principal, text) => {
    await expect(admit(principal, text)).rejects.toMatchObject(refused)
  })

  it('is refused where the access was ended, although its text is good', async () => {
    await expect(useBreakGlass({ envelopeKeys, state: closedDoorState })(holder, capability())).rejects.toMatchObject(refused)
  })
})
