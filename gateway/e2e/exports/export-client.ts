import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Answer, Ask, Door } from '../harness/door.ts'

const view = z.object({
  id: z.string(), status: z.string(), rows: z.number(), bytes: z.number(), columns: z.array(z.string()), endedBy: z.string().nullable(), code: z.string().nullable(), path: z.string().nullable(),
})
/** An export as its owner sees it. */
export type SeenExport = z.infer<typeof view>

const FIELDS = 'id status rows bytes columns endedBy code path'

/** A file that was asked for at its address. */
export interface FetchedFile {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

/** What a program does that wants files. */
export const exportClient = (door: Door, how: Ask) => {
  const create = (query: string, { format = 'CSV', variables = {}, headers = {} }: { readonly format?: string, readonly variables?: object, readonly headers?: Readonly<Record<string, string>> } = {}): Promise<Answer> =>
    door.ask(`mutation ($query: String!, $variables: JSON, $format: ExportFormat!) { exportCreate(query: $query, variables: $variables, format: $format) { ${FIELDS} } }`,
      { ...how, headers: { ...how.headers, ...headers }, variables: { query, variables, format } })
  const see = async (id: string): Promise<SeenExport | null> => {
    const { data, text } = await door.ask(`query ($id: ID!) { export(id: $id) { ${FIELDS} } }`, { ...how, variables: { id } })
    const { success, data: read } = z.object({ export: view.nullable() }).safeParse(data)
    if (!success) throw new Error(text)
    return read.export
  }
  return {
    create, see,
    /** One that may be made. */
    async made(query: string, options: Parameters<typeof create>[1] = {}): Promise<SeenExport> {
      const { data, text } = await create(query, options)
      const { success, data: read } = z.object({ exportCreate: view }).safeParse(data)
      if (!success) throw new Error(text)
      return read.exportCreate
    },
    async ended(id: string): Promise<SeenExport> {
      for (;;) {
        const seen = await see(id)
        if (seen === null) throw new Error('There is no such export.')
        if (!['QUEUED', 'RUNNING'].includes(seen.status)) return seen
        await sleep(20)
      }
    },
    cancel: (id: string): Promise<Answer> => door.ask(`mutation ($id: ID!) { exportCancel(id: $id) { ${FIELDS} } }`, { ...how, variables: { id } }),
    async file(id: string, headers: Readonly<Record<string, string>> = {}): Promise<FetchedFile> {
      const authorization = how.headers?.authorization ?? `Bearer ${await door.token(how.as ?? '')}`
      const response = await fetch(`${door.url}/exports/${id}`, { headers: { authorization, ...headers } })
      return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
    },
  }
}
