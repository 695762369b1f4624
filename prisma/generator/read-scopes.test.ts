import { describe, expect, it } from 'vitest'
import { fixtureEntity, problemsAfter } from './fixture.ts'

const NOTE = '@scope(WORKSPACE, via: subscription)'

describe('readScopes', () => {
  it('resolves a path to the column and the permission of the scope at its end', () => {
    expect(fixtureEntity('SubscriptionNote').scopes).toEqual([
      { kind: 'WORKSPACE', path: ['subscription'], column: 'workspace_id', user: false, permission: 'billing.subscription.read' },
      { kind: 'ORG', path: ['subscription'], column: 'org_id', user: false, permission: 'billing.subscription.read' },
      { kind: 'BRAND', path: [], user: false, permission: 'billing.subscription.read' },
    ])
  })

  it('keeps a permission of its own', () => {
    const [scope] = fixtureEntity('SubscriptionNote', NOTE, '@scope(WORKSPACE, via: subscription, permission: billing.note.read)').scopes
    expect(scope?.permission).toBe('billing.note.read')
  })

  it('walks to some row of a list, with a condition on that row', () => {
    const scopes = fixtureEntity('Person', '@scope(PERSON, column: id)', '@scope(PERSON, via: users, column: personId, where: status=ACTIVE)').scopes
    expect(scopes[0]).toEqual({
      kind: 'PERSON', path: ['users'], column: 'person_id', user: false, where: { column: 'status', equals: 'ACTIVE' },
    })
  })

  it('takes the times between which the row at the end counts', () => {
    const [scope] = fixtureEntity('Person', '@scope(PERSON, column: id)', '@scope(PERSON, via: users, column: personId, where: status=ACTIVE, during: createdAt to updatedAt)').scopes
    expect(scope?.where).toEqual({ column: 'status', equals: 'ACTIVE', during: { from: 'created_at', until: 'updated_at' } })
  })

  it('reads true, false and null as such', () => {
    const find = '@scope(ORG, column: orgId, permission: audit.log.read)'
    const where = (constant: string) => fixtureEntity('AuditEntry', find, `@scope(ORG, column: orgId, permission: audit.log.read, where: chainSeq=${constant})`).scopes[0]?.where
    expect(['true', 'false', 'null', 'EU'].map(constant => where(constant)?.equals)).toEqual([true, false, null, 'EU'])
  })

  it.each([
    ['a kind that does not exist', '@scope(TEAM)', 'MALFORMED_ANNOTATION'],
    ['a brand with a column', '@scope(BRAND, column: subscriptionId)', 'MALFORMED_ANNOTATION'],
    ['a relation that does not exist', '@scope(WORKSPACE, via: invoice)', 'UNKNOWN_RELATION'],
    ['a path into another module', '@scope(WORKSPACE, via: subscription.workspace, column: id)', 'PATH_LEAVES_MODULE'],
    ['a column that does not exist', '@scope(WORKSPACE, column: workspaceId, permission: billing.note.read)', 'UNKNOWN_COLUMN'],
    ['a path that ends in no scope of the kind', '@scope(PERSON, via: subscription)', 'SCOPE_WITHOUT_COLUMN'],
    ['neither a path nor a column', '@scope(WORKSPACE)', 'SCOPE_WITHOUT_COLUMN'],
    ['times that are none', '@scope(WORKSPACE, via: subscription, where: status=ACTIVE, during: status to createdAt)', 'MALFORMED_ANNOTATION'],
    ['a condition that is no equality', '@scope(WORKSPACE, via: subscription, where: status)', 'MALFORMED_ANNOTATION'],
  ])('refuses %s', (_, scope, code) => {
    expect(problemsAfter(NOTE, scope)).toContain(`${code} SubscriptionNote`)
  })

  it('does not follow two tables that name each other for ever', () => {
    expect(problemsAfter('@scope(WORKSPACE, column: workspaceId, permission: billing.subscription.read)', '@scope(WORKSPACE, via: notes)'))
      .toContain('SCOPE_WITHOUT_COLUMN BillingSubscription')
  })
})
