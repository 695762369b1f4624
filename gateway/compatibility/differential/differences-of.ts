import { isRecord } from '../../../schema/is-record.ts'
import { headerDifferences } from './header-differences.ts'
import type { PlainAnswer } from './two-gateways.ts'

const MOST_ERRORS = 10

/** How two answers to one request differ. */
export interface Differences {
  /** Those that docs/compatibility.md lists, by name. */
  readonly known: readonly string[]
  readonly unknown: readonly string[]
}

/** Errors have our constants for messages, so what is compared is where they stand. */
export function differencesOf(own: PlainAnswer, plain: PlainAnswer): Differences {
  const isRefused = own.data === undefined && plain.data === undefined && own.errors.length === 1 && plain.errors.length > 0
  const isLegacy = own.status === 200 && plain.status >= 400 && own.contentType.startsWith('application/json') && own.errors.length > 0
  const isCut = own.errors.length === MOST_ERRORS && plain.errors.length > MOST_ERRORS
  const isSameData = inOrder(own.data) === inOrder(plain.data)
  const isLost = !isSameData && lacksFields(own.data, plain.data)
  // of several failures under one null, those are named that were met before it; which ones follows from the order of fields in a fetch
  const isOtherNull = isSameData && own.errors.length > 0 && plain.errors.length > 0 && pathsOf(own) !== pathsOf(plain)
  const unknown = [
    own.status !== plain.status && !isLegacy && `status ${own.status} instead of ${plain.status}`,
    own.contentType !== plain.contentType && `content type ${own.contentType} instead of ${plain.contentType}`,
    !isSameData && !isLost && `data ${own.dataText.slice(0, 600)} instead of ${plain.dataText.slice(0, 600)}`,
    pathsOf(own) !== pathsOf(plain) && !isRefused && !isCut && !isOtherNull && `errors ${JSON.stringify(own.errors).slice(0, 600)} instead of ${JSON.stringify(plain.errors).slice(0, 600)}`,
    ...headerDifferences(own, plain),
  ].filter((difference) => difference !== false)
  const known = [
    own.errors.some(({ message }, n) => message !== plain.errors[n]?.message) && 'messages of errors',
    isSameData && own.dataText !== plain.dataText && 'order of keys that overlapping fragments name twice',
    isLost && 'fields that the answer of the library lacks',
    own.status !== plain.status && isLegacy && 'status of failures under application/json',
    pathsOf(own) !== pathsOf(plain) && isRefused && 'one error of a document that is refused',
    isOtherNull && !isRefused && !isCut && 'which of several failures is named',
    pathsOf(own) !== pathsOf(plain) && isCut && 'at most ten errors',
  ].filter((name) => name !== false)
  return { known, unknown }
}

/** Whether an answer is another one in that fields which were asked for are not there at all, which no answer may be (GraphQL, section 6.3). */
function lacksFields(whole: unknown, lacking: unknown): boolean {
  if (Array.isArray(whole) && Array.isArray(lacking)) return whole.length === lacking.length && whole.every((item, place) => lacksFields(item, lacking[place]))
  if (!isRecord(whole) || !isRecord(lacking)) return whole === lacking
  return Object.keys(lacking).every((key) => key in whole) && Object.entries(whole).every(([key, value]) => !(key in lacking) || lacksFields(value, lacking[key]))
}

/** The same text for the same data, in whatever order its keys stand. */
function inOrder(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => (isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value)) ?? 'none'
}

function pathsOf({ errors }: PlainAnswer): string {
  return errors.map(({ path }) => JSON.stringify(path ?? null)).sort().join()
}
