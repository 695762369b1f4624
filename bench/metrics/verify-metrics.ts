import { ALL_EXPECTATIONS } from '../../gateway/e2e/metrics/all-expectations.ts'
import { askerOf } from '../../gateway/e2e/metrics/askers.ts'
import { compareFigures } from '../../gateway/e2e/metrics/billing/compare-figures.ts'
import { moneyQuestions } from '../../gateway/e2e/metrics/billing/money-questions.ts'
import { recurringQuestions } from '../../gateway/e2e/metrics/billing/recurring-questions.ts'
import { compareMetric, type Asker, type Comparison } from '../../gateway/e2e/metrics/compare-metric.ts'
import type { Door } from '../../gateway/e2e/harness/door.ts'

interface Verified {
  readonly door: Door
  readonly superuserUrl: string
}

/** Every metric, as somebody who lists all rows of the brand and as somebody who lists those of one organization; one question after the other. */
export async function verifyMetrics(verified: Verified): Promise<readonly Comparison[]> {
  const compared: Comparison[] = []
  for (const asker of [askerOf('analyst'), askerOf('one organization')]) {
    for (const expectation of ALL_EXPECTATIONS.filter(({ isOfPlaces }) => isOfPlaces || asker.place === undefined)) {
      for (const window of expectation.windows ?? [undefined]) compared.push(await orTooMany(expectation.metric, asker, () => compareMetric(verified, expectation, { asker, window })))
    }
    compared.push(...await verifyMoney(verified, asker))
  }
  return compared
}

async function verifyMoney({ door, superuserUrl }: Verified, { as, brandId, place, title }: Asker): Promise<readonly Comparison[]> {
  const compared: Comparison[] = []
  for (const question of [...recurringQuestions, ...moneyQuestions]) {
    compared.push(await orTooMany(question.metric, { title }, async () => {
      const started = performance.now()
      const { figures, differences } = await compareFigures(door, superuserUrl, question, { as, brandId, orgId: place?.orgId })
      return { metric: question.metric, title: `${question.groupBy.join(', ')}, ${title}`, figures, gaps: 0, differences, milliseconds: performance.now() - started }
    }))
  }
  return compared
}

/** What has more points than an answer may have at this size is refused, and compared at a smaller one. */
async function orTooMany(metric: string, { title }: Pick<Asker, 'title'>, compare: () => Promise<Comparison>): Promise<Comparison> {
  try {
    return await compare()
  } catch (failure) {
    if (!(failure instanceof Error) || !failure.message.includes('"limit":1000')) throw failure
    return { metric, title, figures: 0, gaps: 0, differences: [], milliseconds: 0, isRefused: true }
  }
}
