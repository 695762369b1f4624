import { z } from 'zod'
import { ACCOUNT_ROLES } from '../../schema/policy/brand-permissions.ts'
import { BRAND_CLEARANCES } from '../../schema/policy/roles.ts'

/** What the caller functions of the database answer; whatever else they would say is refused here. */

const texts = z.array(z.string())
const time = z.number()

const credential = z.strictObject({ id: z.string(), scopes: texts, allowedCidrs: texts, expiresAt: time, isOld: z.boolean() })

/** An account, its person, and the token or session by which it was found. */
export const accountShape = z.strictObject({
  accountId: z.string(),
  personId: z.string(),
  role: z.enum(ACCOUNT_ROLES),
  brandName: z.string(),
  stamp: z.string(),
  credential: credential.nullable(),
  clearances: z.array(z.strictObject({ clearance: z.enum(BRAND_CLEARANCES), expiresAt: time })),
})
export type AccountRow = z.infer<typeof accountShape>

const organization = z.strictObject({
  id: z.string(),
  status: z.string(),
  ownerPersonId: z.string(),
  baseRoleId: z.string().nullable(),
  assignments: z.array(z.strictObject({ id: z.string(), roleId: z.string(), workspaceId: z.string().nullable(), startsAt: time, expiresAt: time.nullable() })),
  roles: z.array(z.strictObject({
    id: z.string(), key: z.string(), orgId: z.string().nullable(), level: z.enum(['ORG', 'WORKSPACE']), clearance: z.enum(['member', 'admin', 'billing_admin']),
    permissions: texts, status: z.string(),
  })),
  workspaces: z.array(z.strictObject({ id: z.string(), status: z.string() })),
})
/** One organization, as far as rights of one caller follow from it. */
export type OrganizationRow = z.infer<typeof organization>

/** Every organization of a person. */
export const organizationsShape = z.strictObject({ stamp: z.string(), organizations: z.array(organization) })
export type OrganizationsRow = z.infer<typeof organizationsShape>

/** A service account, by one of its keys. */
export const keyShape = z.strictObject({
  id: z.string(),
  serviceAccountId: z.string(),
  workspaceId: z.string().nullable(),
  brandName: z.string(),
  stamp: z.string(),
  scope: z.string(),
  isApproved: z.boolean(),
  allowedCidrs: texts,
  expiresAt: time.nullable(),
  isOld: z.boolean(),
  organization,
})
export type KeyRow = z.infer<typeof keyShape>
