import { describe, expect, it } from 'vitest'
import type { Reference } from '../../schema/model.ts'
import { fixtureEntity, problemsAfter } from './fixture.ts'

const OWNER = '@ref(identity.persons, reverse: ownedOrganizations)'

const reference = (type: string, column: string, find?: string, replacement?: string): Reference | undefined =>
  fixtureEntity(type, find, replacement).references.find(candidate => candidate.column === column)

describe('readReferences', () => {
  it('is named after its column, and contributes a connection only where one is named', () => {
    expect(reference('Organization', 'owner_person_id')).toEqual({
      field: 'ownerPerson', description: 'Owner.', column: 'owner_person_id', idField: 'ownerPersonId',
      target: { module: 'identity', table: 'persons', type: 'Person' }, by: 'id', reverse: 'ownedOrganizations', exposed: true,
    })
    expect(reference('BillingSubscription', 'workspace_id')).not.toHaveProperty('reverse')
    expect(reference('BillingSubscription', 'org_id')?.field).toBe('organization')
  })

  it('shows no tenant and no internal column', () => {
    expect(reference('Plan', 'brand_id')?.exposed).toBe(false)
    expect(reference('Organization', 'owner_person_id', OWNER, `${OWNER} @internal`)?.exposed).toBe(false)
  })

  it('can go by another key of the other entity', () => {
    const entity = reference('AuditEntry', 'chain_seq', '@public(scope: BRAND)', '@public(scope: BRAND) @ref(billing.plans, by: planCode, field: plan)')
    expect(entity).toMatchObject({ by: 'planCode', field: 'plan' })
  })

  it.each([
    ['a table that does not exist', '@ref(identity.people)', ['UNKNOWN_REFERENCE Organization.ownerPersonId']],
    ['its own module', '@ref(organization.workspaces)', ['REFERENCE_INSIDE_MODULE Organization.ownerPersonId']],
    ['a key that the other entity does not have', '@ref(identity.persons, by: email)', ['REFERENCE_KEY Organization.ownerPersonId']],
  ])('refuses %s', (_, annotation, problems) => {
    expect(problemsAfter(OWNER, annotation)).toEqual(expect.arrayContaining(problems))
  })

  it('asks for a name where the column has no _id to leave out', () => {
    expect(problemsAfter('/// Display name. @pii(CONTACT, grant: ORG)\n  name String\n  /// Owner. @public', '/// Display name. @pii(CONTACT, grant: ORG) @ref(identity.users)\n  name String\n  /// Owner. @public'))
      .toContain('REFERENCE_NAME Organization.name')
  })
})
