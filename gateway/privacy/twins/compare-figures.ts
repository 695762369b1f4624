import { withClient } from '../../../prisma/database/open-client.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { Metric } from '../../../schema/model.ts'
import { metricField } from '../../../schema/sdl/metric-types.ts'
import { listAt } from '../../e2e/harness/at-path.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { atLeast } from '../at-least.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import type { Person } from '../person.ts'
import type { ProofDatabase } from '../proof.ts'

/** Figures that are more than an aggregate over rows of one table: each kind finds its rows in a place of its own. */
const WROUGHT: readonly Metric[] = modules.flatMap(({ entities }) => entities.flatMap(({ metrics = [] }) => metrics.filter(({ kind }) => kind !== 'ROWS')))

/** Fewer say nothing: most of these figures are of money, and whoever asks sees none of it. */
const FEWEST = 8

/** Takes away what somebody may not see of what these figures are made of; hidden rows that stay could be the same in a sum. */
export async function leaveVisible({ superuserUrl }: ProofDatabase, person: Person): Promise<void> {
  const counted = new Set(WROUGHT.flatMap(({ parts }) => parts.map(({ entity }) => entity)))
  await withClient(superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    for (const entity of ENTITIES.filter(({ type }) => counted.has(type))) await client.query(`delete from ${tableOf(entity)} t where not coalesce(${visibleSql(entity, person)}, false)`)
  })
}

/** Asks two worlds that look the same to somebody for every such figure of all time; chance would pass over most of them. */
export async function compareFigures(first: ProofDatabase, second: ProofDatabase, person: Person): Promise<readonly string[]> {
  const worlds = [await openWorld({ connectionFor: first.connectionFor, isQuiet: true }), await openWorld({ connectionFor: second.connectionFor, isQuiet: true })]
  const faults: string[] = []
  let told = 0
  try {
    for (const metric of WROUGHT) {
      const groups = metric.currency === undefined ? '' : metric.currency.toUpperCase()
      const query = `{ metrics { figure: ${metricField(metric)}(groupBy: [${groups}]) { rows { period group { value } value } } } }`
      const [one, other] = await Promise.all(worlds.map((world) => world.ask(query, { as: person, headers: { 'x-veil-purpose': person.purpose } })))
      told += Number(listAt(one?.data, 'metrics', 'figure', 'rows').length > 0)
      if (one?.text !== other?.text) faults.push(`${metric.name} tells ${person.label} of rows that are not theirs to see`)
    }
  } finally {
    await Promise.all(worlds.map((world) => world.stop()))
  }
  return [...faults, ...atLeast(FEWEST, told, 'figures of several rows')]
}
