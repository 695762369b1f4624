import { defineConsumer } from '../../engine/relay/event-consumer.ts'
import { readSource } from '../rules/visibility-source.ts'

const KEEP = `insert into identity.person_visibility as v (brand_id, person_id, user_id, org_id, workspace_id, source_type, source_id, source_version, starts_at, expires_at, is_active)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (brand_id, source_type, source_id) do update set person_id = excluded.person_id, user_id = excluded.user_id, org_id = excluded.org_id, workspace_id = excluded.workspace_id,
  source_version = excluded.source_version, starts_at = excluded.starts_at, expires_at = excluded.expires_at, is_active = excluded.is_active
where v.source_version < excluded.source_version`

/** Who works where, as the memberships and roles of organization say: one row for each of them. */
export const consumer = defineConsumer({
  name: 'person_visibility',
  types: [
    'organization.member.added.v1', 'organization.member.updated.v1', 'organization.member.suspended.v1', 'organization.member.resumed.v1',
    'organization.member.removed.v1', 'organization.role.assigned.v1', 'organization.role.revoked.v1',
  ],
  async consume(event, client) {
    const source = readSource(event)
    // a service account is nobody whom one could see
    if (source === undefined) return 'SKIPPED'
    const { personId, userId, orgId, workspaceId, type, startsAt, expiresAt, isActive } = source
    const { rowCount } = await client.query({
      text: KEEP, values: [event.brandId, personId, userId, orgId, workspaceId, type, event.aggregateId, event.aggregateVersion ?? 1, startsAt, expiresAt, isActive],
    })
    return rowCount === 0 ? 'STALE' : 'APPLIED'
  },
})
