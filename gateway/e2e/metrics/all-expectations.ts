import type { Expectation } from './expectation.ts'
import { auditExpectations } from './expectations/audit.ts'
import { billingExpectations } from './expectations/billing.ts'
import { cooperativeExpectations } from './expectations/cooperative.ts'
import { entitlementsExpectations } from './expectations/entitlements.ts'
import { identityExpectations } from './expectations/identity.ts'
import { integrationExpectations } from './expectations/integration.ts'
import { organizationExpectations } from './expectations/organization.ts'
import { supportExpectations } from './expectations/support.ts'

/** Every simple, ratio, cumulative and joined metric of the modules. */
export const ALL_EXPECTATIONS: readonly Expectation[] = [
  ...identityExpectations, ...organizationExpectations, ...entitlementsExpectations, ...billingExpectations,
  ...cooperativeExpectations, ...supportExpectations, ...auditExpectations, ...integrationExpectations,
]
