import { can, effectivePermissions } from '../../../schema/policy/effective-permissions.ts'
import { isPermissionPattern } from '../../../schema/policy/permissions.ts'
import type { RightsHolder } from '../../../schema/policy/rights-facts.ts'
import type { Resolver } from '../../engine/resolvers.ts'
import { byField } from '../../engine/view/by-field.ts'
import type { Row, View } from '../../engine/view/view.ts'
import { placeOf, readsRights } from './effective-permissions-field.ts'
import { childRows, factsOf, readAssignments, readPlace, readRoles } from './read-rights.ts'
import type { SeenPlace } from './read-rights.ts'

type Who = { readonly personId: string | null, readonly serviceAccountId: string | null }

/** Of a hundred holders each: one question may not read a whole large organization. */
const MOST_PAGES = 20

const KINDS = [
  { type: 'OrgMember', kind: 'PERSON', idOf: ({ personId }: Row) => String(personId), column: 'personId' },
  { type: 'ServiceAccount', kind: 'SERVICE_ACCOUNT', idOf: ({ id }: Row) => String(id), column: 'serviceAccountId' },
] as const

/** Those of a page of holders who may do it, by their rows and one statement for all of their assignments. */
async function capable(view: View, seen: SeenPlace, rows: readonly Row[], { kind, idOf, column }: (typeof KINDS)[number], asked: { readonly permission: string, readonly orgId: string, readonly workspaceId?: string }): Promise<readonly Who[]> {
  const { permission, ...place } = asked
  if (rows.length === 0) return []
  const assignments = await readAssignments(view, place.orgId, { [column]: { in: rows.map(idOf) } })
  const roles = await readRoles(view, [...assignments.map(({ roleId }) => String(roleId)), ...rows.flatMap(({ baseRoleId }) => typeof baseRoleId === 'string' ? [baseRoleId] : [])])
  return rows.flatMap((row): readonly Who[] => {
    const holder: RightsHolder = { kind, id: idOf(row) }
    const facts = factsOf(seen, holder, {
      ...kind === 'PERSON' ? { membership: row } : { account: row }, roles, assignments: assignments.filter((assignment) => assignment[column] === holder.id),
    })
    if (!can(effectivePermissions(facts, { ...place, at: view.now }), permission)) return []
    return [{ personId: kind === 'PERSON' ? holder.id : null, serviceAccountId: kind === 'SERVICE_ACCOUNT' ? holder.id : null }]
  })
}

function shown({ personId, serviceAccountId }: Who): unknown {
  return { personId, serviceAccountId, person: personId === null ? null : byField({ __typename: 'Person', id: personId }) }
}

/** Who may do something in a place: members first, then service accounts, among those whom the caller sees. Null to those who may not read assignments there. */
export const whoCanField: Resolver = async (_id, args, { view }) => {
  const asked = { permission: String(args.permission), ...placeOf(args) }
  const first = typeof args.first === 'number' ? Math.min(Math.max(args.first, 1), 100) : 20
  if (!isPermissionPattern(asked.permission) || !readsRights(view, asked.orgId)) return null
  const seen = await readPlace(view, asked)
  if (!seen) return null
  const found: Who[] = []
  let pages = 0
  for (const kind of KINDS) {
    for await (const rows of childRows(view, kind.type, asked.orgId, { status: { eq: 'ACTIVE' } })) {
      found.push(...await capable(view, seen, rows, kind, asked))
      if (found.length > first || ++pages >= MOST_PAGES) return { principals: found.slice(0, first).map(shown), hasMore: true }
    }
  }
  return { principals: found.map(shown), hasMore: false }
}
