import { z } from 'zod'
import { PII_CATEGORIES } from '../model.ts'
import { CLEARANCES, PURPOSES } from './principal.ts'

const id = z.string().min(1).max(200)
const patterns = z.array(z.string().min(1).max(200)).max(1000)
const time = z.int().positive()
const count = z.int().nonnegative()
const purpose = z.enum(PURPOSES)

const rights = {
  clearances: z.array(z.enum(CLEARANCES)).max(20),
  assignments: z.array(z.strictObject({
    clearance: z.enum(['member', 'admin', 'billing_admin']),
    orgId: id.optional(),
    workspaceId: id.optional(),
    permissions: patterns,
  }).refine(({ orgId, workspaceId }) => (orgId === undefined) !== (workspaceId === undefined))).max(10_000),
  brandPermissions: patterns,
  scopes: patterns,
}

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PERSON'), personId: id, userId: id.optional() }),
  z.strictObject({ kind: z.literal('ENTITY'), type: id, id }),
])

/** A principal as it travels; what is not listed here does not arrive. */
export const principalShape = z.strictObject({
  kind: z.enum(['PERSON', 'SERVICE_ACCOUNT', 'SYSTEM', 'ANONYMOUS']),
  brandId: id,
  brandName: id.optional(),
  id,
  personId: id.optional(),
  userId: id.optional(),
  serviceAccountId: id.optional(),
  credentialId: id.optional(),
  sessionId: id.optional(),
  address: id.optional(),
  ...rights,
  purposes: z.array(purpose).max(PURPOSES.length),
  purpose,
  onBehalfOf: z.strictObject({ id, personId: id.optional(), userId: id.optional(), ...rights }).optional(),
  breakGlass: z.strictObject({
    grantId: id, subject, categories: z.array(z.enum(PII_CATEGORIES)).max(PII_CATEGORIES.length), purpose, exp: time,
  }).optional(),
  channel: z.enum(['API', 'EXPORT', 'EVENT']).optional(),
})

/** The rest of an envelope. */
export const requestShape = z.strictObject({
  policyVersion: id,
  requestId: id,
  operationHash: z.string().min(1).max(100),
  jti: id,
  exp: time,
  bodyHash: z.string().regex(/^[A-Za-z0-9_-]{43}$/).optional(),
  reveals: z.array(z.strictObject({ reason: z.string().min(1).max(2000), purpose })).max(50).optional(),
  reason: z.string().min(1).max(2000).optional(),
  budgets: z.strictObject({ subjects: count.optional(), lookups: count.optional() }).optional(),
  ticket: z.strictObject({ ticketId: id, workspaceId: id, requesterId: id.optional(), requesterUserId: id.optional() }).optional(),
  idempotencyKey: z.string().min(1).max(200).optional(),
})
