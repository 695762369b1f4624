import { z } from 'zod'
import { PII_CATEGORIES } from '../model.ts'
import { CELLS, ROLES, ROLE_SCOPES } from './policy.ts'
import { CLEARANCES, PURPOSES } from './principal.ts'

const cell = z.enum(CELLS)
const row = z.array(cell).length(ROLES.length, `must have a cell for each of ${ROLES.join(', ')}`)
const purposes = z.array(z.enum(PURPOSES)).min(1)
const ceiling = z.enum(['REVEAL', 'MASK', 'REDACT'])

// In this order and no other: a cell is known by its place in the line.
const roles = z.tuple([
  z.literal('self'), z.literal('member'), z.literal('admin'), z.literal('billing_admin'), z.literal('support'), z.literal('support_lead'),
  z.literal('analyst'), z.literal('auditor'), z.literal('privacy_officer'), z.literal('break_glass'),
])

// An organization's role stays in its organization whatever somebody writes: another scope is a file that is not understood.
const scopes = z.strictObject({
  self: z.literal(ROLE_SCOPES.self), member: z.literal(ROLE_SCOPES.member), admin: z.literal(ROLE_SCOPES.admin),
  billing_admin: z.literal(ROLE_SCOPES.billing_admin), support: z.literal(ROLE_SCOPES.support), support_lead: z.literal(ROLE_SCOPES.support_lead),
  analyst: z.literal(ROLE_SCOPES.analyst), auditor: z.literal(ROLE_SCOPES.auditor), privacy_officer: z.literal(ROLE_SCOPES.privacy_officer),
  break_glass: z.literal(ROLE_SCOPES.break_glass),
})

/** The form of a policy file; everything in it is a word or a list of words. */
export const policyShape = z.strictObject({
  roles,
  cells: z.partialRecord(z.enum(PII_CATEGORIES), row)
    .refine(({ CREDENTIAL }) => CREDENTIAL === undefined || CREDENTIAL.every((one) => one === '–'), { path: ['CREDENTIAL'], message: 'nobody reads a credential: every cell must be –' }),
  scopes,
  purposes: z.strictObject({
    self: purposes, member: purposes, admin: purposes, billing_admin: purposes, support: purposes, support_lead: purposes, analyst: purposes,
    auditor: purposes, privacy_officer: purposes, break_glass: z.tuple([z.literal('GRANT')]),
  }),
  coordinates: z.array(z.strictObject({
    roles: z.array(z.enum(CLEARANCES)).min(1),
    names: z.array(z.string().regex(/^(?:ownOrganization|[A-Z][A-Za-z0-9]*\.(?:[a-z][A-Za-z0-9]*\*?|\*))$/, 'must be Type.field, Type.prefix* or ownOrganization')).min(1),
    purposes: z.array(z.enum([...PURPOSES, 'ROLE'])).min(1),
    rows: z.literal('NOT_PERSONAL').optional(),
  })),
  channels: z.strictObject({ API: ceiling, EXPORT: ceiling, EVENT: ceiling }),
})
export type PolicyFile = z.infer<typeof policyShape>
