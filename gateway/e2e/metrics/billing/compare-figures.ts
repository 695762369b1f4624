import { z } from 'zod'
import { withClient } from '../../../../prisma/database/open-client.ts'
import type { TokenHolder } from '../../../fixture/claims-issuer.ts'
import type { Door } from '../../harness/door.ts'
import type { Question } from './question.ts'

/** Who asks, and whose rows that is. */
export interface FigureAsker {
  readonly as: string | TokenHolder
  readonly brandId: string
  /** Absent: the whole brand. */
  readonly orgId?: string
}

export interface Comparison {
  /** Figures that are not zero. */
  readonly figures: number
  /** Figures that one of the two has and the other has not, or another one. */
  readonly differences: readonly string[]
}

const STEPS = { DAY: '1 day', WEEK: '1 week', MONTH: '1 month' } as const

const row = z.object({ period: z.string().nullable(), group: z.array(z.object({ value: z.string().nullable() })), value: z.string().nullable() })
const answer = z.object({ metrics: z.record(z.string(), z.object({ source: z.literal('ROWS'), rows: z.array(row) })) })

/** Asks both and compares all figures but those of nothing: a group may be told as 0, as null or not at all. */
export async function compareFigures(door: Door, superuserUrl: string, question: Question, asker: FigureAsker): Promise<Comparison> {
  const [told, counted] = await Promise.all([askGraph(door, question, asker), askTables(superuserUrl, question, asker)])
  const names = new Set([...told.keys(), ...counted.keys()])
  return {
    figures: counted.size,
    differences: [...names].filter((name) => told.get(name) !== counted.get(name)).map((name) => `${name}: ${told.get(name)} and not ${counted.get(name)}`),
  }
}

async function askGraph(door: Door, { metric, groupBy, args = '', window }: Question, { as }: FigureAsker): Promise<ReadonlyMap<string, string>> {
  const frame = window ? `grain: ${window.grain}, timeZone: "${window.zone}", range: {from: "${window.from}", to: "${window.to}"}` : ''
  const { data, text } = await door.ask(`{ metrics { ${metric}(groupBy: [${groupBy.join(', ')}] ${frame} ${args}) { source rows { period group { value } value } } } }`, { as })
  const read = answer.safeParse(data)
  if (!read.success) throw new Error(`${metric}: ${text.slice(0, 400)}`)
  const rows = read.data.metrics[metric]?.rows ?? []
  return figuresOf(rows.map(({ period, group, value }) => [period, ...group.map((each) => each.value), value]))
}

async function askTables(superuserUrl: string, { sql, window }: Question, { brandId, orgId }: FigureAsker): Promise<ReadonlyMap<string, string>> {
  const values = [brandId, orgId ?? null, ...window ? [window.zone, window.from, window.to, STEPS[window.grain]] : []]
  const { rows } = await withClient(superuserUrl, (client) => client.query<unknown[]>({ text: sql, values, rowMode: 'array' }))
  return figuresOf(rows)
}

/** By period and groups; the same number is written in one way. */
function figuresOf(rows: readonly (readonly unknown[])[]): ReadonlyMap<string, string> {
  return new Map(rows.map((cells) => {
    const [period, ...rest] = cells
    const instant = period instanceof Date ? period : typeof period === 'string' ? new Date(period) : null
    return [[instant?.toISOString() ?? null, ...rest.slice(0, -1)].join(' '), plain(rest.at(-1))] as const
  }).filter(([, value]) => value !== '0' && value !== 'null'))
}

function plain(value: unknown): string {
  const text = String(value)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
