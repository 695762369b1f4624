/** A question of the kind that somebody asks who looks after the money. */
export interface RevenueQuestion {
  readonly name: string
  /** What it asks, in words; stands under the table. */
  readonly title: string
  readonly query: string
}

const YEAR = 'range: {from: "2025-06-30T22:00:00Z", to: "2026-06-30T22:00:00Z"}, timeZone: "Europe/Berlin"'
const ROWS = '{ unit source rows { period group { dimension value } value } }'

const question = (name: string, title: string, field: string, args: string): RevenueQuestion => ({ name, title, query: `query ${name} { metrics { ${field}(${args}) ${ROWS} } }` })

/** Twelve months of Berlin, by currency and what else is usual. */
export const REVENUE_QUESTIONS: readonly RevenueQuestion[] = [
  question('Revenue', 'total revenue, by month and currency', 'totalRevenue', `grain: MONTH, ${YEAR}, groupBy: [CURRENCY]`),
  question('RevenueByPlan', 'total revenue, by month, currency and plan', 'totalRevenue', `grain: MONTH, ${YEAR}, groupBy: [CURRENCY, PLAN_CODE]`),
  question('Mrr', 'monthly recurring revenue at the end of each month, by currency', 'mrr', `grain: MONTH, ${YEAR}, groupBy: [CURRENCY]`),
  question('Movements', 'what made it change, by month, currency and kind of movement', 'mrrMovement', `grain: MONTH, ${YEAR}, groupBy: [CURRENCY, MOVEMENT]`),
  question('Retention', 'net revenue retention, by month and currency', 'netRevenueRetention', `grain: MONTH, ${YEAR}, groupBy: [CURRENCY]`),
  question('Arpa', 'recurring revenue of an account, by month and currency', 'arpa', `grain: MONTH, ${YEAR}, groupBy: [CURRENCY]`),
  question('Collected', 'payments less refunds, by month, currency and tender', 'collected', `grain: MONTH, ${YEAR}, groupBy: [CURRENCY, TENDER_TYPE]`),
  question('Aging', 'what is owed, by age and currency', 'receivablesAging', 'asOf: "2026-06-30T00:00:00Z", groupBy: [CURRENCY, BUCKET]'),
]

/** `analyst`: all rows of the brand. `billing-admin`: those of one organization. */
export const REVENUE_ASKERS = ['analyst', 'billing-admin'] as const
