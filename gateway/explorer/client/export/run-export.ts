import type { GraphQLSchema } from 'graphql'
import { openWriter } from '../../../exports/formats/open-writer.ts'
import type { ExportFormat } from '../../../exports/formats/open-writer.ts'
import type { Answer } from '../fetcher-as.ts'
import { askGraph } from '../graph/ask-graph.ts'
import { plainQuery } from '../graph/narrow-document.ts'
import { readAnswer } from '../read-answer.ts'
import { readLists } from '../table/read-lists.ts'
import type { ResultList, Row } from '../table/result-list.ts'
import { exportColumns } from './export-columns.ts'
import { pageThrough } from './page-through.ts'

/** What is written into a file. */
export interface ExportJob {
  readonly answer: Answer
  readonly list: ResultList
  readonly schema: GraphQLSchema
  readonly format: ExportFormat
  /** The rows of the screen, or all pages of the list up to so many rows. */
  readonly most: 'SCREEN' | number
  readonly signal: AbortSignal
  onProgress(progress: ExportProgress): void
}

/** How far a file is. */
export interface ExportProgress {
  readonly rows: number
  /** Seconds to wait for the budget of the next minute; undefined while rows come. */
  readonly waits?: number
}

/** A file that is complete. */
export interface ExportFile {
  readonly blob: Blob
  readonly rows: number
  /** There were more rows than the limit let in. */
  readonly isCut: boolean
}

const TYPES: Readonly<Record<ExportFormat, string>> = { CSV: 'text/csv;charset=utf-8', JSONL: 'application/x-ndjson', PARQUET: 'application/vnd.apache.parquet' }

/** Rows of the screen. Those with raw values that were asked for with a reason are asked for again without it. */
const rowsOfScreen = async ({ answer, list, signal }: ExportJob): Promise<readonly Row[]> => {
  const { query, operationName, variables } = answer
  const plain = plainQuery(query, operationName)
  if (!query.includes('@reveal')) return list.items
  const { body } = await askGraph(answer, { query: plain, variables, operationName }, { signal })
  return readLists({ query: plain, operationName, data: readAnswer(body).data }).find(({ path }) => path === list.path)?.items ?? []
}

async function* rowsOf(job: ExportJob, most: number): AsyncGenerator<readonly Row[]> {
  const { answer, list, signal, onProgress } = job
  let rows = 0
  const onWait = (waits: number): void => onProgress({ rows, waits })
  for await (const page of pageThrough({ asker: answer, request: answer, path: list.path, most, signal, onWait })) {
    rows += page.length
    yield page
  }
}

/** Writes a file in the browser; throws what the gateway refused, and nothing of a file is left then. */
export const runExport = async (job: ExportJob): Promise<ExportFile> => {
  const { answer, list, schema, format, most, onProgress } = job
  const writer = openWriter(format, exportColumns(schema, answer, list))
  const pieces: BlobPart[] = []
  const room = most === 'SCREEN' ? Infinity : most
  let rows = 0
  let isCut = false
  const write = (page: readonly Row[]): void => {
    const kept = page.slice(0, room - rows)
    isCut ||= kept.length < page.length
    pieces.push(new Uint8Array(writer.write(kept)))
    rows += kept.length
    onProgress({ rows })
  }
  // one more than the limit is read, to know whether there are more
  if (most === 'SCREEN') write(await rowsOfScreen(job))
  else for await (const page of rowsOf(job, most + 1)) write(page)
  pieces.push(new Uint8Array(writer.end()))
  return { blob: new Blob(pieces, { type: TYPES[format] }), rows, isCut }
}
