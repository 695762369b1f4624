import { defineConsumer } from '../../engine/relay/event-consumer.ts'

// In the order of the ids, like the triggers, so that nobody waits in a circle.
const COUNT = `with homes as (
  select o.id from organization.organizations o
  where o.brand_id = $1 and o.id in (select m.org_id from organization.org_members m where m.brand_id = $1 and m.user_id = $2 and m.status <> 'REMOVED')
  order by o.id for no key update of o
)
update organization.organizations o set authz_version = o.authz_version + 1 from homes h where o.brand_id = $1 and o.id = h.id`

/** An account that is closed has no rights left: what is kept of its organizations' rights is old. */
export const consumer = defineConsumer({
  name: 'user_deactivated',
  types: ['identity.user.deactivated.v1'],
  async consume({ brandId, aggregateId }, client) {
    const { rowCount } = await client.query({ text: COUNT, values: [brandId, aggregateId] })
    return rowCount === 0 ? 'SKIPPED' : 'APPLIED'
  },
})
