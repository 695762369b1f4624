import { z } from 'zod'
import type { Answer } from '../../harness/door.ts'

const row = z.object({ period: z.string().nullable(), group: z.array(z.object({ value: z.string().nullable() })), value: z.string().nullable() })
const answer = z.object({ metrics: z.record(z.string(), z.object({ rows: z.array(row) })) })

/** The figures of an answer with one metric, by period and groups, with a space between two. */
export function readFigures({ data, text }: Answer): ReadonlyMap<string, string> {
  const read = answer.safeParse(data)
  if (!read.success) throw new Error(text.slice(0, 400))
  const [figure] = Object.values(read.data.metrics)
  return new Map((figure?.rows ?? []).map(({ period, group, value }) => [[...period === null ? [] : [period], ...group.map((each) => each.value)].join(' '), String(value)]))
}
