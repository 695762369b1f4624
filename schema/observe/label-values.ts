import { ERROR_CODES } from '../policy/error-codes.ts'
import { CLEARANCES } from '../policy/principal.ts'

/** Takes the place of every label value that is on no list. */
export const OTHER = 'other'

/**
 * What a label may say, by its name. Only words of the product and names of the schema stand here, so that no value of a person and no
 * text of a client can become a label; a metric may name further lists of its own.
 */
const lists = new Map<string, Set<string>>([
  ['code', new Set(['OK', ...Object.keys(ERROR_CODES)])],
  ['kind', new Set(['query', 'mutation', 'subscription', 'none'])],
  ['principal', new Set(['PERSON', 'SERVICE_ACCOUNT', 'SYSTEM', 'ANONYMOUS'])],
  ['clearance', new Set(['none', ...CLEARANCES])],
  ['outcome', new Set(['ok', 'failed', 'refused', 'timeout', 'hit', 'miss'])],
  ['status', new Set(['1xx', '2xx', '3xx', '4xx', '5xx'])],
])

/** Names of the graph that is served: its subgraphs and coordinates. To be called at the start, with nothing that a request brought. */
export function admitLabelValues(label: string, values: Iterable<string>): void {
  const list = lists.get(label) ?? new Set()
  for (const value of values) list.add(value)
  lists.set(label, list)
}

/** Whether this label may say that. */
export function isLabelValue(label: string, value: unknown): value is string {
  return typeof value === 'string' && (value === OTHER || lists.get(label)?.has(value) === true)
}
