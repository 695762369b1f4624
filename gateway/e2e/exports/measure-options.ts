import { parseArgs } from 'node:util'
import { z } from 'zod'
import { EXPORT_FORMATS } from '../../exports/formats/open-writer.ts'

export const MEASURE_USAGE = `npm run export:measure -- [--rows N] [--format ${EXPORT_FORMATS.join('|')}] [--budget N] [--whole]
  --rows N      rows that are exported (default 1000000)
  --format F    default CSV
  --budget N    cost that a caller may have a minute (default 0: any)
  --whole       the worker is not killed`

const text = (value: string) => ({ type: 'string', default: value }) as const

const OPTIONS = z.object({
  rows: z.coerce.number('--rows takes a number').int().min(1, '--rows takes a number above 0'),
  format: z.enum(EXPORT_FORMATS, `--format takes one of ${EXPORT_FORMATS.join(', ')}`),
  budget: z.string().regex(/^\d+$/, '--budget takes a number'),
  whole: z.boolean(),
})

/** What is measured; throws an error that names the first option that cannot be used. */
export const readMeasureOptions = (): z.infer<typeof OPTIONS> => {
  const { values } = parseArgs({ options: { rows: text('1000000'), format: text('CSV'), budget: text('0'), whole: { type: 'boolean', default: false } } })
  const read = OPTIONS.safeParse(values)
  if (!read.success) throw new Error(read.error.issues[0]?.message)
  return read.data
}
