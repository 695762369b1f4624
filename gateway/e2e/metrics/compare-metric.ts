import { z } from 'zod'
import { withClient } from '../../../prisma/database/open-client.ts'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'
import type { Door } from '../harness/door.ts'
import type { Expectation, Window } from './expectation.ts'
import { expectedSql } from './expected-sql.ts'

/** Who asks, and which rows that person may list. */
export interface Asker {
  readonly title: string
  readonly as: string | TokenHolder
  readonly brandId: string
  /** Absent: all rows of the brand. */
  readonly place?: { readonly orgId: string; readonly personId: string; readonly userId: string }
}

export interface Comparison {
  readonly metric: string
  readonly title: string
  readonly figures: number
  /** Of these, buckets without rows. */
  readonly gaps: number
  readonly differences: readonly string[]
  readonly milliseconds: number
  /** There were more points than an answer may have. */
  readonly isRefused?: boolean
}

const row = z.object({ period: z.string().nullable(), group: z.array(z.object({ value: z.string().nullable() })), value: z.string().nullable() })
const answer = z.object({ metrics: z.record(z.string(), z.object({ source: z.literal('ROWS'), rows: z.array(row) })) })

/** Asks the graph and the tables, with the gaps filled, and compares figure by figure. */
export async function compareMetric({ door, superuserUrl }: { readonly door: Door; readonly superuserUrl: string }, expectation: Expectation, { asker, window }: { readonly asker: Asker; readonly window?: Window }): Promise<Comparison> {
  const counted = await askTables(superuserUrl, expectation, { asker, window })
  const started = performance.now()
  const told = await askGraph(door, expectation, { asker, window })
  const milliseconds = performance.now() - started
  const names = new Set([...told.keys(), ...counted.keys()])
  const differences = [...names].filter((name) => told.get(name) !== counted.get(name)).map((name) => `${name}: ${told.get(name)} and not ${counted.get(name)}`)
  const empty = String(expectation.empty ?? null)
  const title = `${expectation.by.join(', ')}${window ? ` each ${window.grain} of ${window.zone}` : ''}, ${asker.title}`
  return { metric: expectation.metric, title, figures: counted.size, gaps: [...counted.values()].filter((value) => value === empty).length, differences, milliseconds }
}

/** The question of an expectation, as a client would write it. */
export function questionOf({ metric, by, args = '' }: Expectation, window: Window | undefined): string {
  const frame = window
    ? `grain: ${window.grain}, timeZone: "${window.zone}", range: {from: "${window.from}", to: "${window.to}"}, fill: true${window.weekStart ? `, weekStart: ${window.weekStart}` : ''}`
    : ''
  return `{ metrics { ${metric}(groupBy: [${by.join(', ')}] ${frame} ${args}) { source rows { period group { value } value } } } }`
}

async function askGraph(door: Door, expectation: Expectation, { asker, window }: { readonly asker: Asker; readonly window?: Window }): Promise<ReadonlyMap<string, string>> {
  const { data, text } = await door.ask(questionOf(expectation, window), { as: asker.as })
  const read = answer.safeParse(data)
  if (!read.success) throw new Error(`${expectation.metric}: ${text.slice(0, 400)}`)
  return figuresOf((read.data.metrics[expectation.metric]?.rows ?? []).map(({ period, group, value }) => [period, ...group.map((each) => each.value), value]))
}

async function askTables(superuserUrl: string, expectation: Expectation, { asker: { brandId, place }, window }: { readonly asker: Asker; readonly window?: Window }): Promise<ReadonlyMap<string, string>> {
  const values = [brandId, place?.orgId ?? null, place?.personId ?? null, place?.userId ?? null]
  const { rows } = await withClient(superuserUrl, async (client) => {
    await client.query(`set timezone = 'UTC'`)
    return client.query<unknown[]>({ text: expectedSql(expectation, window), values, rowMode: 'array' })
  })
  return figuresOf(rows)
}

/** By period and groups. */
function figuresOf(rows: readonly (readonly unknown[])[]): ReadonlyMap<string, string> {
  return new Map(rows.map((cells) => {
    const [period, ...rest] = cells
    const instant = period instanceof Date ? period : typeof period === 'string' ? new Date(period) : null
    return [[instant?.toISOString() ?? null, ...rest.slice(0, -1)].join(' '), String(rest.at(-1))] as const
  }))
}
