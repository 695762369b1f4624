import { accountSteps, planProfiles } from './billing/account-rows.ts'
import { catalogSteps, promotionSteps, redemptionSteps } from './billing/catalog-rows.ts'
import { chargeSteps } from './billing/charge-rows.ts'
import { adjustmentStep, draftSteps, finalizeSteps, lineStep, outcomeStep } from './billing/document-rows.ts'
import { counterStep, discountStep, grantStep, ledgerSteps, paymentSteps, purchaseStep } from './billing/money-rows.ts'
import type { BillingPlan } from './billing/plan.ts'
import { receiptStep } from './billing/receipt-rows.ts'
import { changeSteps, subscriptionSteps } from './billing/subscription-rows.ts'
import type { Carry } from './carry.ts'
import type { EntitlementsPlan } from './entitlements/plan.ts'
import type { Step } from './rows.ts'
import type { World } from './world.ts'

/** In the order that keys and triggers want: documents are drafted, lined and only then finalized, charges collect their events while they are open. */
export function billingSteps(world: World, { capabilities }: EntitlementsPlan, plan: BillingPlan, carry: Carry): Step[] {
  const { books, documents } = plan
  const redemptions = books.flatMap((book) => book.redemptions)
  const profiles = planProfiles(world)
  const promotions = promotionSteps(world)
  const [plain, second, notes] = [lineStep(world, documents, 0), lineStep(world, documents, 1), lineStep(world, documents, 2)]
  return [
    ...catalogSteps(world, capabilities), ...accountSteps(world, plan, profiles), ...promotions, ...subscriptionSteps(world),
    ...draftSteps(world, documents), ...changeSteps(world, new Set(documents.map(({ id }) => id))),
    discountStep(world, redemptions), ...redemptionSteps(world, redemptions, carry), purchaseStep(world, plan), grantStep(world, books),
    plain, ...chargeSteps(world, plan), second, notes, adjustmentStep(world, documents),
    ...finalizeSteps(world, documents, profiles), ...paymentSteps(world, books), outcomeStep(world, documents),
    ...ledgerSteps(world, books), counterStep(world, plan), receiptStep(world, books),
  ]
}
