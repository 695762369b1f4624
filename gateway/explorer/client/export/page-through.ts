import * as z from 'zod/mini'
import { askGraph } from '../graph/ask-graph.ts'
import type { Asker } from '../graph/ask-graph.ts'
import { isRecord } from '../is-record.ts'
import type { Row } from '../table/result-list.ts'
import { PAGE_INFO, pagedOperation, pageVariables } from './page-document.ts'
import type { PagedOperation } from './page-document.ts'

/** A list that is read, and how far. */
export interface Paging {
  readonly asker: Asker
  readonly request: { readonly query: string, readonly operationName: string | undefined, readonly variables: unknown }
  readonly path: string
  /** No more rows than these. */
  readonly most: number
  readonly signal: AbortSignal
  /** Told when the budget of the minute is used up, and for how many seconds. */
  onWait?(seconds: number): void
}

const failure = z.object({ errors: z.array(z.object({ message: z.string(), extensions: z.optional(z.object({ code: z.optional(z.string()) })) })) })
const position = z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) })

/** Rows of a page; fewer where whole pages would cost too much. */
const SIZES = [100, 20, 5]

const pause = (seconds: number, signal: AbortSignal): Promise<void> => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, seconds * 1000)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    reject(signal.reason)
  }, { once: true })
})

const connectionIn = (body: unknown, keys: readonly string[]): Row | undefined => {
  const found = keys.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), isRecord(body) ? body.data : undefined)
  return isRecord(found) ? found : undefined
}

const isTooDear = (body: unknown): boolean => failure.safeParse(body).data?.errors.some(({ extensions }) => extensions?.code === 'COST_LIMIT') ?? false

/** One page; waits where the budget of the minute is used up, and throws what the gateway says where it refuses. */
const readPage = async (paged: PagedOperation, after: string | null, { asker, signal, onWait }: Paging): Promise<unknown> => {
  for (;;) {
    const { body, retryAfter } = await askGraph(asker, { query: paged.query, variables: pageVariables(paged, after) }, { signal })
    if (retryAfter === undefined) return body
    onWait?.(retryAfter)
    await pause(retryAfter, signal)
  }
}

const rowsOf = (body: unknown, { connection, list }: PagedOperation) => {
  const [failed] = failure.safeParse(body).data?.errors ?? []
  // half a page would be taken for the whole
  if (failed) throw new Error(failed.message)
  const found = connectionIn(body, connection)
  const items = found?.[list]
  return { rows: Array.isArray(items) ? items.filter(isRecord) : [], ...position.safeParse(found?.[PAGE_INFO]).data }
}

/** The rows of a list, page by page to the end or to the limit, with the rights of whoever asks. */
export async function* pageThrough(paging: Paging): AsyncGenerator<readonly Row[]> {
  let sizes = SIZES
  let after: string | null = null
  let left = paging.most
  while (left > 0) {
    const paged = pagedOperation(paging.request, paging.path, sizes[0])
    if (!paged) throw new Error('This list has no pages to follow.')
    const body = await readPage(paged, after, paging)
    if (isTooDear(body) && sizes.length > 1) {
      sizes = sizes.slice(1)
      continue
    }
    const { rows, hasNextPage = false, endCursor = null } = rowsOf(body, paged)
    yield rows.slice(0, left)
    left -= rows.length
    if (!hasNextPage || endCursor === null) return
    after = endCursor
  }
}
