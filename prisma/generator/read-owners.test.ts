import { describe, expect, it } from 'vitest'
import { fixtureEntity, problemsAfter } from './fixture.ts'

const PERSON_SCOPE = '@scope(PERSON, via: person)'
const SUBJECT = '@subject(id)'

describe('readSubject', () => {
  it('is the person of the PERSON scope where nothing else is said', () => {
    expect(fixtureEntity('User').subject).toEqual({ kind: 'PERSON', owner: { path: ['person'], column: 'id' } })
  })

  it('is nobody where there is neither', () => {
    expect(fixtureEntity('Plan').subject).toEqual({ kind: 'NONE' })
  })

  it('is an account where the module knows no person', () => {
    expect(fixtureEntity('User', PERSON_SCOPE, '@subject(user(id))').subject).toEqual({ kind: 'USER', owner: { path: [], column: 'id' } })
  })

  it('is nobody where that is said, scope or not', () => {
    expect(fixtureEntity('User', PERSON_SCOPE, `${PERSON_SCOPE} @subject(none)`).subject).toEqual({ kind: 'NONE' })
  })

  it('meets one row and stays in the module', () => {
    expect(problemsAfter(SUBJECT, '@subject(users.personId)')).toEqual(['SUBJECT_NOT_ONE Person'])
    expect(problemsAfter('/// Governance container. @table(DOMAIN)', '/// Governance container. @table(DOMAIN) @subject(ownerPerson.id)')).toEqual(['PATH_LEAVES_MODULE Organization'])
  })
})

describe('readOwnerPath', () => {
  it('prefers a scope on the row itself to one on a path', () => {
    const entity = fixtureEntity('Workspace', '@scope(ORG, column: orgId, permission: organization.workspace.read)', '@scope(ORG, via: organization) @scope(ORG, column: orgId, permission: organization.workspace.read)')
    expect(entity.organization).toEqual({ path: [], column: 'org_id' })
    expect(entity.workspace).toEqual({ path: [], column: 'id' })
  })

  it('takes the path and its condition where the row has no column of its own', () => {
    expect(fixtureEntity('SubscriptionNote').organization).toEqual({ path: ['subscription'], column: 'org_id' })
    const scoped = fixtureEntity('SubscriptionNote', '@scope(WORKSPACE, via: subscription)', '@scope(WORKSPACE, via: subscription, where: status=ACTIVE)')
    expect(scoped.workspace).toEqual({ path: ['subscription'], column: 'workspace_id', where: { column: 'status', equals: 'ACTIVE' } })
  })

  it('takes what is written', () => {
    const entity = fixtureEntity('AuditEntry', '@appendOnly @subject(none)', '@appendOnly @subject(none) @workspace(id)')
    expect(entity.workspace).toEqual({ path: [], column: 'id' })
  })
})
