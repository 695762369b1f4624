import { describe, expect, it } from 'vitest'
import type { Relation } from '../../schema/model.ts'
import { fixtureEntity, problemsAfter } from './fixture.ts'

function relation(type: string, field: string, find?: string, replacement?: string): Relation | undefined {
  return fixtureEntity(type, find, replacement).relations.find(candidate => candidate.field === field)
}

describe('readRelations', () => {
  it('has both ends of a foreign key, without the brand', () => {
    expect(relation('Workspace', 'organization')).toEqual({
      field: 'organization', description: 'Owner organization.', target: 'Organization', many: false, exposed: true, from: 'org_id', to: 'id', nullable: true,
    })
    expect(relation('Organization', 'workspaces')).toEqual({
      field: 'workspaces', description: 'Workspaces of this organization.', target: 'Workspace', many: true, exposed: true, from: 'id', to: 'org_id', nullable: false,
    })
  })

  it('joins by the id where a key also carries the currency', () => {
    expect(relation('BillingSubscription', 'plan')).toMatchObject({ from: 'plan_id', to: 'id' })
  })

  it('is never null where a required key names a row that everybody sees', () => {
    expect(relation('BillingSubscription', 'plan')?.nullable).toBe(false)
    expect(relation('BillingSubscription', 'plan', '@scope(BRAND) @key(planCode)', '@scope(BRAND, permission: billing.plan.read) @key(planCode)')?.nullable).toBe(true)
  })

  it('hides a list that nobody asked for, and the ends of what is internal', () => {
    expect(relation('Person', 'mergedPersons')?.exposed).toBe(false)
    expect(relation('Person', 'mergedIntoPerson')?.exposed).toBe(true)
    expect(relation('User', 'person', '/// Who signs in. @public', '/// Who signs in. @public @internal')?.exposed).toBe(false)
    expect(relation('Organization', 'workspaces', '/// Isolation boundary. @table(DOMAIN)', '/// Isolation boundary. @table(DOMAIN) @internal')?.exposed).toBe(false)
  })

  it('asks for a key that one pair of columns can join', () => {
    const found = problemsAfter('fields: [brandId, planId, currency], references: [brandId, id, currency]', 'fields: [brandId, status, currency], references: [brandId, planCode, currency]')
    expect(found).toContain('RELATION_KEY BillingSubscription.plan')
  })
})
