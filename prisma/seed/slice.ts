import { auditSteps, chain, planBreakGlass } from './audit.ts'
import { planTrail } from './audit/trail.ts'
import type { Module } from './audit/trail.ts'
import { billingSteps } from './billing.ts'
import { planBilling } from './billing/plan.ts'
import type { BillingPlan } from './billing/plan.ts'
import type { Carry } from './carry.ts'
import { cooperativeSteps } from './cooperative.ts'
import { planEntitlements } from './entitlements/plan.ts'
import type { EntitlementsPlan } from './entitlements/plan.ts'
import { entitlementsSteps } from './entitlements.ts'
import { gatewaySteps } from './gateway-state.ts'
import { identitySteps } from './identity.ts'
import { infrastructureSteps } from './infrastructure.ts'
import type { Repointed } from './infrastructure.ts'
import { integrationSteps } from './integration.ts'
import { organizationSteps } from './organization.ts'
import type { Step } from './rows.ts'
import { supportSteps } from './support.ts'
import { planTickets } from './support/plan.ts'
import type { TicketPlan } from './support/plan.ts'
import { planWorld } from './world.ts'
import type { World } from './world.ts'
import type { Brand } from './world/brands.ts'

/** The rows of one module in one slice, made when they are asked for. */
export interface ModuleRows {
  readonly module: Module | 'gateway'
  readonly steps: () => Iterable<Step>
}

/** How many entries a slice has. */
export const MODULES_PER_SLICE = 9

/** Rows that belonged to the merged person before, one a module that knows persons. */
function repointed(world: World, entitlements: EntitlementsPlan, billing: BillingPlan, tickets: readonly TicketPlan[]): Partial<Record<Module, Repointed[]>> {
  const one = (table: string, column: string, id: string | undefined): Repointed[] => (id === undefined ? [] : [[table, column, id]])
  const document = billing.documents.find(({ lines }) => lines[0]?.purchase !== null && lines[0]?.purchase !== undefined)
  return {
    organization: one('org_members', 'person_id', world.members[10]?.id),
    entitlements: one('grants', 'granted_by_person_id', entitlements.supply.grants[0]?.id),
    billing: one('purchases', 'purchaser_person_id', document?.lines[0]?.purchase?.id),
    support: one('support_tickets', 'assignee_person_id', tickets.find(({ assignee }) => assignee !== null)?.id),
  }
}

/** Everything of one slice of a brand, module by module, in the order in which it is written. */
export function planSlice(brand: Brand, slice: number, carry: Carry): ModuleRows[] {
  const world = planWorld(brand, slice)
  const entitlements = planEntitlements(world)
  const billing = planBilling(world, entitlements)
  const tickets = planTickets(world)
  const trail = planTrail(world, entitlements, billing, tickets)
  const links = chain(world, trail, carry)
  const breakGlass = planBreakGlass(world)
  const moved = repointed(world, entitlements, billing, tickets)
  const rows = (module: Module, own: () => Iterable<Step>): ModuleRows => ({
    module,
    * steps() {
      yield* own()
      yield* infrastructureSteps(world, module, trail, moved[module] ?? [])
    },
  })
  return [
    rows('identity', () => identitySteps(world)),
    rows('organization', () => organizationSteps(world, entitlements)),
    rows('entitlements', () => entitlementsSteps(world, entitlements)),
    rows('billing', () => billingSteps(world, entitlements, billing, carry)),
    rows('cooperative', () => cooperativeSteps(world, billing)),
    rows('support', () => supportSteps(world, tickets)),
    rows('audit', () => auditSteps(world, links, breakGlass)),
    rows('integration', () => integrationSteps(world, billing.books)),
    { module: 'gateway', steps: () => gatewaySteps(world, breakGlass) },
  ]
}
