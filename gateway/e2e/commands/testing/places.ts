import type pg from 'pg'
import { brands } from '../../../../prisma/seed/world/brands.ts'
import { orgId, workspaceId } from '../../../../prisma/seed/world/seats.ts'
import type { Person } from './people.ts'

/** Where a row stands, seen from organization 0: one's own, one beside it, one of another organization, one of another brand. */
export const PLACES = ['OWN', 'SIBLING', 'FOREIGN_ORGANIZATION', 'FOREIGN_BRAND'] as const
export type Place = (typeof PLACES)[number]

const [acme, globex] = brands
if (acme === undefined || globex === undefined) throw new Error('The demo data has two brands.')
const HOME = { brand: acme, slice: 0 }
const AWAY = { brand: globex, slice: 0 }

const home = orgId(HOME, 0)
const [room, otherRoom] = [workspaceId(HOME, 0), workspaceId(HOME, 5)]
const other = orgId(HOME, 1)
const away = orgId(AWAY, 0)

type Conditions = Readonly<Partial<Record<Place, string>>>

/** One row of a table for each place, by a condition; what is somebody's own is asked for each of them. */
const conditionsOf = (type: string, { personId, userId }: Person): Conditions => {
  const [mine, others] = [`person_id = '${personId}'`, `person_id <> '${personId}'`]
  // somebody of the organization who is no persona
  const colleague = `(select person_id from organization.org_members where org_id = '${home}' and status = 'ACTIVE' and user_id is not null and person_id <> '${personId}' order by id offset 6 limit 1)`
  const stranger = `(select owner_person_id from organization.organizations where id = '${other}')`
  const alien = `(select owner_person_id from organization.organizations where id = '${away}')`
  switch (type) {
    case 'organization.organizations': return { OWN: `id = '${home}'`, FOREIGN_ORGANIZATION: `id = '${other}'`, FOREIGN_BRAND: `id = '${away}'` }
    case 'organization.org_members': return { OWN: `org_id = '${home}' and ${mine}`, SIBLING: `org_id = '${home}' and person_id = ${colleague}`, FOREIGN_ORGANIZATION: `org_id = '${other}' and ${others}`, FOREIGN_BRAND: `org_id = '${away}'` }
    case 'organization.role_assignments': return { OWN: `org_id = '${home}' and ${mine}`, SIBLING: `org_id = '${home}' and ${others}`, FOREIGN_ORGANIZATION: `org_id = '${other}' and ${others}`, FOREIGN_BRAND: `org_id = '${away}'` }
    case 'organization.roles': return { OWN: `org_id = '${home}'`, SIBLING: `is_system and brand_id = '${acme.id}'`, FOREIGN_ORGANIZATION: `org_id = '${other}'`, FOREIGN_BRAND: `org_id = '${away}'` }
    case 'organization.workspaces': return { OWN: `id = '${room}'`, SIBLING: `id = '${otherRoom}'`, FOREIGN_ORGANIZATION: `org_id = '${other}'`, FOREIGN_BRAND: `org_id = '${away}'` }
    case 'organization.service_accounts':
    case 'organization.service_account_keys': return { OWN: `workspace_id = '${room}'`, SIBLING: `workspace_id = '${otherRoom}'`, FOREIGN_ORGANIZATION: `org_id = '${other}'`, FOREIGN_BRAND: `org_id = '${away}'` }
    case 'identity.persons': return { OWN: `id = '${personId}'`, SIBLING: `id = ${colleague}`, FOREIGN_ORGANIZATION: `id = ${stranger}`, FOREIGN_BRAND: `id = ${alien}` }
    case 'identity.users': return { OWN: `id = '${userId}'`, SIBLING: `person_id = ${colleague}`, FOREIGN_ORGANIZATION: `person_id = ${stranger}`, FOREIGN_BRAND: `person_id = ${alien}` }
    case 'identity.sessions': return { OWN: `user_id = '${userId}'`, SIBLING: `user_id in (select user_id from organization.org_members where org_id = '${home}') and user_id <> '${userId}'`, FOREIGN_BRAND: `brand_id = '${globex.id}'` }
    case 'identity.personal_access_tokens': return { OWN: mine, SIBLING: `person_id in (select person_id from organization.org_members where org_id = '${home}') and ${others}`, FOREIGN_BRAND: `brand_id = '${globex.id}'` }
    case 'identity.clearance_grants': return { SIBLING: `brand_id = '${acme.id}' and ${others}`, FOREIGN_BRAND: `brand_id = '${globex.id}'` }
    default: throw new Error(`Nobody has said where rows of ${type} stand.`)
  }
}

/** The id of a row in each place, as far as there is one. */
export const rowsIn = async (client: pg.Client, table: string, person: Person): Promise<ReadonlyMap<Place, string>> => {
  const rows = new Map<Place, string>()
  for (const place of PLACES) {
    const condition = conditionsOf(table, person)[place]
    if (condition === undefined) continue
    const { rows: [row] } = await client.query<{ id: string }>(`select id from ${table} where ${condition} order by id limit 1`)
    if (row) rows.set(place, row.id)
  }
  return rows
}
