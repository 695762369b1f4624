import { brands } from '../../prisma/seed/world/brands.ts'
import { workspaceId } from '../../prisma/seed/world/seats.ts'
import type { BenchCase } from './bench-case.ts'
import { firstText } from './first-text.ts'
import { instantSql } from './instant-sql.ts'

const WORKSPACES = 100

const SQL = `
select json_build_object('workspace', (
  select row_to_json(w) from (
    select id, org_id as "orgId", region, plan_tier as "planTier", seat_count as "seatCount", status,
      ${instantSql('created_at')} as "createdAt", ${instantSql('updated_at')} as "updatedAt"
    from organization.workspaces where brand_id = $1 and id = $2) w))::text`

/** The smallest question: what a request costs apart from its rows. */
export const workspaceById: BenchCase = {
  name: 'Q1',
  title: 'one workspace by id, 8 fields',
  asker: 'brand',
  query: 'query Q1($id: ID!) { workspace(id: $id) { id orgId region planTier seatCount status createdAt updatedAt } }',
  variables: brands.slice(0, 1).flatMap((brand) => Array.from({ length: WORKSPACES }, (_, n) => ({ id: workspaceId({ brand, slice: 0 }, n) }))),
  proof: '"workspace":{"id"',
  async byHand(read, { persona }, { id }) {
    return firstText(await read('organization', persona.brandId, { name: 'q1', text: SQL }, [id]))
  },
}
