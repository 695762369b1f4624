import { effectivePermissions } from '../../schema/policy/effective-permissions.ts'
import type { Assignment } from '../../schema/policy/principal.ts'
import type { RightsFacts, RightsSource } from '../../schema/policy/rights-facts.ts'

type Place = { readonly orgId: string } | { readonly workspaceId: string }

const byClearance = (sources: readonly RightsSource[], place: Place): readonly Assignment[] => {
  const clearances = [...new Set(sources.map(({ role }) => role.clearance))]
  return clearances.map(clearance => {
    const permissions = sources.filter(({ role }) => role.clearance === clearance).flatMap(source => source.permissions)
    return { clearance, ...place, permissions: [...new Set(permissions)].sort() }
  })
}

/**
 * What somebody holds in one organization, place by place: in it, and in those of its workspaces where more is held, or where nothing is held
 * around them. A role for all workspaces stands once for each of them, so a place always means its own rows.
 */
export const placeAssignments = (facts: RightsFacts, at: number): readonly Assignment[] => {
  const orgId = facts.organization?.id
  if (orgId === undefined) return []
  const around = effectivePermissions(facts, { orgId, at }).sources
  const inside = facts.workspaces.flatMap(workspace => {
    const { sources } = effectivePermissions({ ...facts, workspaces: [workspace] }, { orgId, workspaceId: workspace.id, at })
    const own = around.length === 0 ? sources : sources.filter(({ role }) => role.level === 'WORKSPACE')
    return byClearance(own, { workspaceId: workspace.id })
  })
  return [...byClearance(around, { orgId }), ...inside]
}
