import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { createTenantPool, type TenantPool } from '../../../prisma/database/tenant-pool.ts'
import { consumerReceiver, type EventConsumer } from '../../engine/relay/event-consumer.ts'
import { commandWorld, type CommandWorld } from '../../engine/testing/command-world.ts'
import { consumer as ofOrganization } from './organization-visibility.ts'
import { consumer as ofPerson } from './person-visibility.ts'
import { consumer as ofWorkspace } from './workspace-visibility.ts'

let world: CommandWorld
let store: TenantPool
let someone: { readonly personId: string; readonly userId?: string }
const [orgId, workspaceId] = [randomUUID(), randomUUID()]

beforeAll(() => {
  world = commandWorld()
  store = createTenantPool({ connectionString: testDatabase().connectionFor('vg_identity'), max: 2 })
})
afterAll(async () => void await Promise.all([world.end(), store.end()]))
beforeEach(async () => { someone = await world.person() })

interface Told {
  readonly consumer?: EventConsumer
  readonly type: string
  readonly of: string
  readonly id: string
  readonly version?: number
  readonly data?: Readonly<Record<string, unknown>>
}

async function tell({ consumer = ofPerson, type, of, id, version = 1, data = {} }: Told): Promise<string | undefined> {
  const { brandId } = world
  const payload = JSON.stringify({ id: randomUUID(), type, occurredAt: new Date().toISOString(), brandId, aggregateType: of, aggregateId: id, aggregateVersion: version, data })
  const [receipt] = await consumerReceiver({ module: 'identity', store }, consumer).receive([{ brandId, id: randomUUID(), module: 'organization', type, payload }])
  return receipt?.outcome
}

const START = '2026-01-01T00:00:00.000Z'
const member = (status = 'ACTIVE') => ({ orgId, personId: someone.personId, userId: someone.userId ?? null, defaultWorkspaceId: workspaceId, joinedAt: START, status })
const assignment = (more: Readonly<Record<string, unknown>> = {}) => ({
  orgId, personId: someone.personId, userId: someone.userId ?? null, workspaceId, startsAt: START, expiresAt: null, revokedAt: null, status: 'ACTIVE', ...more,
})
const shown = async () => (await world.rows('identity.person_visibility', `person_id = '${someone.personId}'`)).map(({ source_type, source_version, workspace_id, is_active }) => [source_type, source_version, workspace_id, is_active])

describe('where a person works', () => {
  it('follows the membership, and nothing older than what it has heard', async () => {
    const id = randomUUID()
    const now = (change: string, status: string, version: number) => tell({ type: `organization.member.${change}.v1`, of: 'OrgMember', id, version, data: member(status) })
    expect(await now('added', 'ACTIVE', 1)).toBe('TAKEN')
    expect(await shown()).toEqual([['MEMBER', 1, workspaceId, true]])
    await now('removed', 'REMOVED', 3)
    await now('suspended', 'SUSPENDED', 2)
    await now('updated', 'ACTIVE', 3)
    expect(await shown()).toEqual([['MEMBER', 3, workspaceId, false]])
  })

  it('is a row for each role, and none for a service account', async () => {
    const id = randomUUID()
    await tell({ type: 'organization.role.assigned.v1', of: 'RoleAssignment', id, data: assignment() })
    expect(await shown()).toEqual([['ASSIGNMENT', 1, workspaceId, true]])
    await tell({ type: 'organization.role.revoked.v1', of: 'RoleAssignment', id, version: 2, data: assignment({ status: 'REVOKED', revokedAt: new Date().toISOString() }) })
    expect(await shown()).toEqual([['ASSIGNMENT', 2, workspaceId, false]])
    expect(await tell({ type: 'organization.role.assigned.v1', of: 'RoleAssignment', id: randomUUID(), data: assignment({ personId: null }) })).toBe('TAKEN')
  })

  it('ends with the workspace and comes back with it, but for roles that have ended', async () => {
    const [running, ended, early] = [randomUUID(), randomUUID(), randomUUID()]
    await tell({ type: 'organization.role.assigned.v1', of: 'RoleAssignment', id: running, data: assignment() })
    await tell({ type: 'organization.role.assigned.v1', of: 'RoleAssignment', id: ended, data: assignment() })
    await tell({ type: 'organization.role.revoked.v1', of: 'RoleAssignment', id: ended, version: 2, data: assignment({ status: 'REVOKED', revokedAt: new Date().toISOString() }) })
    await tell({ type: 'organization.role.revoked.v1', of: 'RoleAssignment', id: early, version: 2, data: assignment({ startsAt: '2999-01-01T00:00:00.000Z', status: 'REVOKED', revokedAt: new Date().toISOString() }) })
    await tell({ type: 'organization.member.added.v1', of: 'OrgMember', id: randomUUID(), data: member() })
    const active = async () => (await world.rows('identity.person_visibility', `person_id = '${someone.personId}' and is_active`)).map(({ source_type, source_id }) => source_type === 'MEMBER' ? 'MEMBER' : source_id).toSorted()
    await tell({ consumer: ofWorkspace, type: 'organization.workspace.archived.v1', of: 'Workspace', id: workspaceId })
    expect(await active()).toEqual(['MEMBER'])
    await tell({ consumer: ofWorkspace, type: 'organization.workspace.restored.v1', of: 'Workspace', id: workspaceId })
    expect(await active()).toEqual([running, 'MEMBER'].toSorted())
  })

  it('ends with the organization', async () => {
    await tell({ type: 'organization.member.added.v1', of: 'OrgMember', id: randomUUID(), data: member() })
    await tell({ consumer: ofOrganization, type: 'organization.organization.closed.v1', of: 'Organization', id: orgId })
    expect(await shown()).toEqual([['MEMBER', 1, workspaceId, false]])
  })

  it('is not changed by an event of another form', async () => {
    expect(await tell({ type: 'organization.member.added.v1', of: 'OrgMember', id: randomUUID(), data: { personId: 'x' } })).toBe('RETRY')
    expect(await shown()).toEqual([])
  })
})
