import { billingSteps } from './billing.ts'
import { planBilling } from './billing/plan.ts'
import { planEntitlements } from './entitlements/plan.ts'
import { entitlementsSteps } from './entitlements.ts'
import { identitySteps } from './identity.ts'
import { organizationSteps } from './organization.ts'
import type { Step } from './rows.ts'
import { planWorld } from './world.ts'
import type { Brand } from './world/brands.ts'

/** The rows of one module in one slice, made when they are asked for. */
export interface ModuleRows {
  readonly module: string
  readonly steps: () => readonly Step[]
}

/** Everything of one slice of a brand, module by module, in the order in which it is written. */
export function planSlice(brand: Brand, slice: number): ModuleRows[] {
  const world = planWorld(brand, slice)
  const entitlements = planEntitlements(world)
  const billing = planBilling(world, entitlements)
  return [
    { module: 'identity', steps: () => identitySteps(world) },
    { module: 'organization', steps: () => organizationSteps(world, entitlements) },
    { module: 'entitlements', steps: () => entitlementsSteps(world, entitlements) },
    { module: 'billing', steps: () => billingSteps(world, entitlements, billing) },
  ]
}
