import { defineConsumer } from '../../engine/relay/event-consumer.ts'

const OF_ORGANIZATION = `update identity.person_visibility set is_active = false where brand_id = $1 and org_id = $2 and is_active`

/** In an organization that is closed nobody works. */
export const consumer = defineConsumer({
  name: 'organization_visibility',
  types: ['organization.organization.closed.v1'],
  async consume({ brandId, aggregateId }, client) {
    await client.query({ text: OF_ORGANIZATION, values: [brandId, aggregateId] })
    return 'APPLIED'
  },
})
