import { expect, it } from 'vitest'
import { tierOf } from './tier-of.ts'

it.each([
  ['identity.user.login_failed', 'identity', 'DENIED', 'AUTH'],
  ['identity.session.started', 'identity', 'SUCCESS', 'AUTH'],
  ['organization.service_account_key.created', 'organization', 'SUCCESS', 'AUTH'],
  ['access.revealed', 'billing', 'SUCCESS', 'ACCESS'],
  ['audit.break_glass.started', 'audit', 'SUCCESS', 'ACCESS'],
  ['billing.invoice.voided', 'billing', 'DENIED', 'ACCESS'],
  ['organization.role_assignment.created', 'organization', 'SUCCESS', 'ADMIN'],
  ['identity.person.merged', 'identity', 'SUCCESS', 'ADMIN'],
  ['audit.legal_hold.created', 'audit', 'SUCCESS', 'ADMIN'],
  ['organization.organization.suspended', 'organization', 'SUCCESS', 'ADMIN'],
  ['billing.invoice.voided', 'billing', 'SUCCESS', 'FINANCIAL'],
  ['entitlements.job.ran', 'entitlements', 'SUCCESS', 'SYSTEM'],
  ['entitlements.resource_key.created', 'entitlements', 'SUCCESS', 'DATA'],
  ['support.ticket.opened', 'support', 'SUCCESS', 'DATA'],
] as const)('keeps %s of %s, %s, in the tier %s', (eventType, sourceModule, outcome, tier) => {
  expect(tierOf({ eventType, sourceModule, outcome })).toBe(tier)
})
