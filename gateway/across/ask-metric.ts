import { z } from 'zod'
import { dimensionName, metricField } from '../../schema/sdl/metric-types.ts'
import { refuse } from '../refusal.ts'
import type { AcrossQuestion } from './across-question.ts'
import type { AskModule } from './ask-module.ts'
import type { Figure } from './regroup.ts'

/** What the owner of a metric answered: figures by its own dimensions, then by the references that lead out. */
export interface OwnFigures {
  readonly unit: string
  readonly definition: string
  readonly figures: readonly Figure[]
}

/** Groups that are made anew; a client is answered with a thousand at most. */
export const MOST_FIGURES = 50_000

const text = z.string().nullable()
const answer = z.object({ metrics: z.record(z.string(), z.object({
  unit: z.string(), definition: z.string(), source: z.string(),
  rows: z.array(z.object({ period: text, value: text, suppressed: z.boolean(), group: z.array(z.object({ value: text })) })),
})) })

/** Dimensions of the metric itself that have to be known: those asked for, then each reference once. */
export const ownDimensions = ({ groupBy, across }: AcrossQuestion): readonly string[] => [...new Set([...groupBy, ...across.map(({ by }) => dimensionName(by.dimension))])]

const queryOf = ({ entity, metric, grain, range, timeZone }: AcrossQuestion): string => {
  const optional = [
    ...grain === undefined ? [] : [['grain', 'MetricGrain!']], ...range === undefined ? [] : [['range', 'MetricRangeInput']], ...timeZone === undefined ? [] : [['timeZone', 'String']],
  ]
  const variables = [['groupBy', `[${entity.type}Dimension!]!`], ['limit', 'Int'], ...optional]
  const given = variables.map(([name = '']) => `${name}: $${name}`).join(', ')
  const field = metricField(metric)
  return `query (${variables.map(([name = '', type = '']) => `$${name}: ${type}`).join(', ')}) { metrics { ${field}(${given}) { unit definition source rows { period value suppressed group { value } } } } }`
}

/** Asks the module that owns a metric, as the caller: it counts the rows that the caller may list. What is only published has no such groups. */
export const askMetric = async (question: AcrossQuestion, ask: AskModule): Promise<OwnFigures> => {
  const { entity, metric, grain, range, timeZone } = question
  const variables = { groupBy: ownDimensions(question), limit: MOST_FIGURES, grain, range, timeZone }
  const data = await ask(entity.module, queryOf(question), Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)))
  const figures = answer.parse(data).metrics[metricField(metric)]
  if (figures === undefined) throw new Error('A module answered another metric than it was asked for.')
  // figures of everybody are hidden where they say too much; adding up the rest would say it
  if (figures.source !== 'ROWS') throw refuse('METRIC_CUBE_ONLY')
  const { unit, definition, rows } = figures
  return { unit, definition, figures: rows.map(({ period, value, group }) => ({ period, value, values: group.map(one => one.value) })) }
}
