import { personaNamed } from '../harness/door.ts'
import type { Asker } from './compare-metric.ts'

/** The analyst lists every row of the brand; the other one has all that an organization can give, and nothing of the brand. */
export function askerOf(title: 'analyst' | 'one organization'): Asker {
  const analyst = personaNamed('analyst')
  if (title === 'analyst') return { title, as: analyst, brandId: String(analyst.brandId) }
  const admin = personaNamed('admin')
  const [orgId = ''] = admin.orgs
  const as = { ...admin, clearances: ['admin', 'billing_admin'], workspaces: [] }
  return { title, as, brandId: String(admin.brandId), place: { orgId, personId: String(admin.personId), userId: String(admin.userId) } }
}
