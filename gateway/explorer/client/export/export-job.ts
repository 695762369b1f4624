import * as z from 'zod/mini'
import type { ExportFormat } from '../../../exports/formats/open-writer.ts'
import { askGraph } from '../graph/ask-graph.ts'
import type { Asker } from '../graph/ask-graph.ts'
import { tokenOf } from '../tokens.ts'

const job = z.object({ id: z.string(), status: z.string(), rows: z.number(), bytes: z.number(), endedBy: z.nullable(z.string()), code: z.nullable(z.string()), path: z.nullable(z.string()) })
/** A file that the gateway makes in the background. */
export type ExportJobState = z.infer<typeof job>

const SELECTION = '{ id status rows bytes endedBy code path }'
const failure = z.object({ errors: z.array(z.object({ message: z.string() })) })

const ask = async (asker: Asker, query: string, variables: Readonly<Record<string, unknown>>): Promise<ExportJobState> => {
  const { body } = await askGraph(asker, { query, variables })
  const { success, data } = z.object({ data: z.object({ job }) }).safeParse(body)
  if (success) return data.data.job
  throw new Error(failure.safeParse(body).data?.errors[0]?.message ?? 'The gateway knows nothing of this export.')
}

/** Asks for all rows of an operation with one list, as a file. */
export const createJob = (asker: Asker, { query, variables, format }: { readonly query: string, readonly variables: unknown, readonly format: ExportFormat }): Promise<ExportJobState> =>
  ask(asker, `mutation ExportCreate($query: String!, $variables: JSON, $format: ExportFormat!) { job: exportCreate(query: $query, variables: $variables, format: $format) ${SELECTION} }`, { query, variables, format })

/** How far it is. */
export const readJob = (asker: Asker, id: string): Promise<ExportJobState> => ask(asker, `query Export($id: ID!) { job: export(id: $id) ${SELECTION} }`, { id })

/** Ends it and deletes what is there of its file. */
export const cancelJob = (asker: Asker, id: string): Promise<ExportJobState> => ask(asker, `mutation ExportCancel($id: ID!) { job: exportCancel(id: $id) ${SELECTION} }`, { id })

/** The file of a job that is complete; only whoever asked for it may fetch it. */
export const fetchFile = async ({ persona }: Asker, path: string): Promise<Blob> => {
  const response = await fetch(path, { headers: { authorization: `Bearer ${await tokenOf(persona)}` } })
  if (!response.ok) throw new Error(`The gateway answered ${response.status} for the file.`)
  return response.blob()
}

/** Whether nothing more will happen to it. */
export const isOver = ({ status }: ExportJobState): boolean => status !== 'QUEUED' && status !== 'RUNNING'
