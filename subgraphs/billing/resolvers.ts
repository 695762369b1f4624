import type { Resolvers } from '../engine/resolvers.ts'

/** States in which a subscription gives its workspace a plan; at most one primary subscription of a workspace is in one of them. */
const LIVING = ['TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'PAUSED', 'INCOMPLETE']

const primary = { by: 'workspaceId', filter: { isPrimary: { eq: true }, status: { in: LIVING } } }

/** Fields of billing that no generator can know. */
export const resolvers: Resolvers = {
  Invoice: {
    async isOverdue(id, _args, { view }) {
      const invoice = await view.row('Invoice', id)
      if (invoice?.status !== 'OPEN' || typeof invoice.dueAt !== 'string') return false
      return Date.parse(invoice.dueAt) < view.now && Number(invoice.amountRemainingCents) > 0
    },
  },
  PaymentMethod: {
    async isExpired(id, _args, { view }) {
      const method = await view.row('PaymentMethod', id)
      if (typeof method?.cardExpYear !== 'number' || typeof method.cardExpMonth !== 'number') return null
      // months of a date count from 0, so this is the first moment after the month on the card
      return Date.UTC(method.cardExpYear, method.cardExpMonth) <= view.now
    },
  },
  BillingSubscription: {
    latestInvoice: (id, _args, { view }) => view.firstChild('Invoice', id, {
      by: 'subscriptionId', filter: { issuedAt: { isNull: false } }, orderBy: [{ field: 'issuedAt', direction: 'DESC' }],
    }),
  },
  Workspace: {
    primarySubscription: (id, _args, { view }) => view.firstChild('BillingSubscription', id, primary),
    async currentPlan(id, _args, { view }) {
      const subscription = await view.childRow('BillingSubscription', id, primary)
      return view.entity('Plan', typeof subscription?.planId === 'string' ? subscription.planId : null)
    },
  },
}
