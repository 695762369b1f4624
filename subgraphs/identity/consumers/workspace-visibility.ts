import { defineConsumer } from '../../engine/relay/event-consumer.ts'

// A membership stays one of the organization, whatever becomes of its home; an assignment that has ended does not come back.
const OF_WORKSPACE = `update identity.person_visibility set is_active = $3 where brand_id = $1 and workspace_id = $2 and source_type = 'ASSIGNMENT' and is_active <> $3 and (not $3 or expires_at is null or expires_at > now())`

/** In a workspace that was put away nobody works; in one that is back those do whose roles have not ended meanwhile. */
export const consumer = defineConsumer({
  name: 'workspace_visibility',
  types: ['organization.workspace.archived.v1', 'organization.workspace.restored.v1', 'organization.workspace.deleted.v1'],
  async consume({ brandId, aggregateId, type }, client) {
    const isBack = type === 'organization.workspace.restored.v1'
    await client.query({ text: OF_WORKSPACE, values: [brandId, aggregateId, isBack] })
    return 'APPLIED'
  },
})
