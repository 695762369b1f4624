import { z } from 'zod'
import { refuse } from '../refusal.ts'
import type { AcrossDimension } from './across-question.ts'
import type { AskModule } from './ask-module.ts'

/** Values of columns of another module's rows, by the key of the row; a row that the caller does not see has none. */
export type ValuesByKey = ReadonlyMap<string, Readonly<Record<string, string | null>>>

/** Rows of one fetch, and of one question. */
const BATCH = 1_000
const MOST_ROWS = 20_000

const value = z.union([z.string(), z.boolean(), z.number(), z.null()])
const answer = z.object({ _entities: z.array(z.record(z.string(), value).nullable()) })

const textOf = (given: z.infer<typeof value> | undefined): string | null => (given === null || given === undefined ? null : String(given))

/** Asks the owner of the rows that references lead to, as the caller, some thousand at a time. All dimensions lead along one reference. */
export const fetchValues = async (dimensions: readonly AcrossDimension[], keys: readonly string[], ask: AskModule): Promise<ValuesByKey> => {
  const [first] = dimensions
  if (first === undefined || keys.length === 0) return new Map()
  if (keys.length > MOST_ROWS) throw refuse('VALIDATION_FAILED', { limit: MOST_ROWS })
  const { reference: { by }, target: { type, module } } = first.by
  const fields = [...new Set(dimensions.map(({ column }) => column.field))]
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${fields.join(' ')} } } }`
  const found = new Map<string, Readonly<Record<string, string | null>>>()
  for (let at = 0; at < keys.length; at += BATCH) {
    const batch = keys.slice(at, at + BATCH)
    const { _entities: entities } = answer.parse(await ask(module, query, { representations: batch.map(key => ({ __typename: type, [by]: key })) }))
    for (const [place, key] of batch.entries()) {
      const entity = entities[place]
      if (entity) found.set(key, Object.fromEntries(fields.map(field => [field, textOf(entity[field])])))
    }
  }
  return found
}
