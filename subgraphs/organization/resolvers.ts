import { byField } from '../engine/view/by-field.ts'
import type { Resolvers } from '../engine/resolvers.ts'
import type { Row, View } from '../engine/view/view.ts'
import { canField, effectivePermissionsField } from './fields/effective-permissions-field.ts'
import { whoCanField } from './fields/who-can-field.ts'

/** Memberships of the caller that have not ended; for a caller who is no person there are none. */
function ownMemberships({ principal }: View): Readonly<Record<string, unknown>> {
  if (principal.personId === undefined) return { id: { in: [] } }
  return { members: { some: { personId: { eq: principal.personId }, status: { eq: 'ACTIVE' } } } }
}

/** The membership that says where an account is at home: the earliest active one with a workspace. */
const home = {
  by: 'userId',
  filter: { status: { eq: 'ACTIVE' }, defaultWorkspaceId: { isNull: false } },
  orderBy: [{ field: 'joinedAt', direction: 'ASC' }],
} as const

async function homeWorkspaceId(view: View, userId: string): Promise<string | null> {
  const membership = await view.childRow('OrgMember', userId, home)
  return typeof membership?.defaultWorkspaceId === 'string' ? membership.defaultWorkspaceId : null
}

const userStub = ({ userId }: Row) => byField({ __typename: 'User', id: userId })

/** Fields of organization that no generator can know. */
export const resolvers: Resolvers = {
  Query: {
    organizationBySlug: (_id, { slug }, { view }) => view.first('Organization', { filter: { slug: { eq: slug } } }),
    workspaceBySlug: (_id, { slug }, { view }) => view.first('Workspace', { filter: { slug: { eq: slug } } }),
    myOrganizations: (_id, page, { view }) => view.list('Organization', { filter: ownMemberships(view), page }),
    myWorkspaces: (_id, page, { view }) => view.list('Workspace', { filter: { organization: ownMemberships(view) }, page }),
    effectivePermissions: effectivePermissionsField,
    can: canField,
    whoCan: whoCanField,
  },
  Workspace: {
    async users(id, page, { view, selects }) {
      const rows = { by: 'defaultWorkspaceId', filter: { status: { eq: 'ACTIVE' }, userId: { isNull: false } }, page, hasTotal: selects('totalCount') }
      const members = await view.childPage('OrgMember', id, rows)
      return members && {
        nodes: members.edges.map(({ node }) => userStub(node)),
        edges: members.edges.map(({ cursor, node }) => ({ cursor, node: userStub(node) })),
        pageInfo: byField(members.pageInfo),
        totalCount: members.totalCount,
      }
    },
  },
  User: {
    workspaceId: (id, _args, { view }) => homeWorkspaceId(view, id),
    workspace: async (id, _args, { view }) => view.entity('Workspace', await homeWorkspaceId(view, id)),
  },
}
