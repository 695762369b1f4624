import { describe, expect, it } from 'vitest'
import type { Clearance, Principal } from '../../../schema/policy/principal.ts'
import type { ModuleStore } from '../../engine/module-store.ts'
import type { View } from '../../engine/view/view.ts'
import { accessResolvers } from './access-resolvers.ts'

// parsed, because what a pool answers depends on the form of the statement
const told = JSON.parse('{"rows": [{"at": "2026-01-02T03:04:05Z", "pii_categories": ["CONTACT"], "purpose": "DSAR", "grant": "privacy_officer", "actor_type": "PERSON"}]}')
const nothing = (): never => { throw new Error('not asked') }
const store: ModuleStore = { query: () => Promise.resolve(told), queryAndWrite: nothing, transaction: nothing, onStatement: nothing, end: nothing }

const staff = (clearances: readonly Clearance[]) => ({ id: clearances.join(), clearances, assignments: [], brandPermissions: ['*'], scopes: [] })
const caller = (clearances: readonly Clearance[], rest: Partial<Principal> = {}): Principal =>
  ({ ...staff(clearances), kind: 'PERSON', brandId: 'b', personId: 'me', purposes: ['AUDIT'], purpose: 'AUDIT', ...rest })

const viewOf = (principal: Principal): View =>
  ({ principal, now: 0, row: nothing, childRow: nothing, childPage: nothing, entity: nothing, firstChild: nothing, first: nothing, list: nothing })

const disclosures = (principal: Principal, of = 'somebody'): unknown =>
  accessResolvers(store).Person?.disclosures?.(of, {}, { view: viewOf(principal), selects: () => true })

describe('what others are told', () => {
  it('is for those who answer for it', async () => {
    expect(await disclosures(caller(['auditor']))).toHaveLength(1)
    expect(await disclosures(caller(['support_lead']))).toBeNull()
    expect(await disclosures(caller(['auditor'], { brandPermissions: [] }))).toBeNull()
  })

  it('is seen in the name of another only where both may see it', async () => {
    expect(await disclosures(caller(['auditor'], { onBehalfOf: staff(['privacy_officer']) }))).toHaveLength(1)
    expect(await disclosures(caller(['auditor'], { onBehalfOf: staff(['support']) }))).toBeNull()
    expect(await disclosures(caller(['support'], { onBehalfOf: staff(['auditor']) }))).toBeNull()
  })

  it('is nobody\'s own in the name of another', async () => {
    expect(await disclosures(caller([]), 'me')).toHaveLength(1)
    expect(await disclosures(caller([], { onBehalfOf: staff([]) }), 'me')).toBeNull()
  })
})
