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

/**
 * In the order that keys and triggers want: documents are drafted, lined and only then finalized, charges collect their events while they are open.
 * The rows of a table are made when it is its turn.
 */
export function* billingSteps(world: World, { capabilities }: EntitlementsPlan, plan: BillingPlan, carry: Carry): Generator<Step> {
  const { books, documents } = plan
  const redemptions = books.flatMap((book) => book.redemptions)
  const profiles = planProfiles(world)
  yield* catalogSteps(world, capabilities)
  yield* accountSteps(world, plan, profiles)
  yield* promotionSteps(world)
  yield* subscriptionSteps(world)
  yield* draftSteps(world, documents)
  yield* changeSteps(world, new Set(documents.map(({ id }) => id)))
  yield discountStep(world, redemptions)
  yield* redemptionSteps(world, redemptions, carry)
  yield purchaseStep(world, plan)
  yield grantStep(world, books)
  yield lineStep(world, documents, 0)
  yield* chargeSteps(world, plan)
  yield lineStep(world, documents, 1)
  yield lineStep(world, documents, 2)
  yield adjustmentStep(world, documents)
  yield* finalizeSteps(world, documents, profiles)
  yield* paymentSteps(world, books)
  yield outcomeStep(world, documents)
  yield* ledgerSteps(world, books)
  yield counterStep(world, plan)
  yield receiptStep(world, books)
}
