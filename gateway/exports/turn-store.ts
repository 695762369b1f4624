import { z } from 'zod'
import type { TenantClient, TenantPool } from '../../prisma/database/tenant-pool.ts'
import { ASK_TURN, DELETE_PARTS } from './export-statements.ts'
import { exportRequest } from './export-request.ts'
import type { ExportRequest } from './export-request.ts'
import { EXPORT_FORMATS } from './formats/open-writer.ts'
import { ADVANCE, CLAIM, END, IS_ONE_WAITING, MARKS, NEXT_AT, PART, RELEASE, SENT, SWEEP, UNSENT, WITHDRAW } from './turn-statements.ts'

const claimed = z.object({
  id: z.string(), claim: z.number(), format: z.enum(EXPORT_FORMATS), rows: z.coerce.number(), bytes: z.coerce.number(), parts: z.number(), attempts: z.number(),
  cursor_after: z.string().nullable(), is_over: z.boolean(), request: z.string().transform((text): ExportRequest => exportRequest.parse(JSON.parse(text))),
})
/** An export that this worker has, until its claim runs out. */
export type ClaimedExport = z.infer<typeof claimed> & { readonly brandId: string }

/** What one piece adds to a file. */
export interface Part {
  readonly rows: number
  readonly bytes: number
  readonly content: Uint8Array
  readonly crc: number
  readonly mark: string
  readonly cursorAfter: string | null
  readonly decisions: ExportRequest['decisions']
  readonly isLast: boolean
  readonly endedBy: 'ROWS' | 'BYTES' | null
}

/** The claim is gone: cancelled, or somebody else has it. Rolls back what this worker was about to write. */
class ClaimLost extends Error {}

type Values = readonly unknown[]

const run = (client: TenantClient, text: string, values: Values) => client.query({ text, values })

/** What is needed to write of an export. */
type Held = Pick<ClaimedExport, 'brandId' | 'id' | 'claim'>

const lease = claimed.pick({ id: true, claim: true })

const held = ({ brandId, id, claim }: Held): Values => [brandId, id, claim]

/** Asks for a turn when there is something to do again. */
const askTurn = (client: TenantClient, at: unknown): Promise<unknown> => run(client, ASK_TURN, [at])

const writePart = async (client: TenantClient, one: ClaimedExport, number: number, part: Part): Promise<void> => {
  const { rows: [advanced], rowCount } = await run(client, ADVANCE, [
    ...held(one), number, part.rows, part.bytes, part.cursorAfter, part.endedBy, part.isLast, JSON.stringify(part.decisions),
  ])
  if (rowCount !== 1) throw new ClaimLost()
  await run(client, PART, [one.brandId, one.id, number, part.rows, part.bytes, part.crc, part.mark, part.content])
  // what is complete is deleted when its time is over
  if (part.isLast) await askTurn(client, advanced?.expires_at)
}

const unlessLost = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work
    return true
  } catch (failure) {
    if (failure instanceof ClaimLost) return false
    throw failure
  }
}

/** Exports as the worker has them, over a pool of the login `vg_gateway`. Every step is one transaction. */
export const turnStore = (pool: TenantPool) => {
  const inBrand = (brandId: string, work: (client: TenantClient) => Promise<void>): Promise<void> => pool.transaction(brandId, {}, work)
  const endOf = (one: Held, status: 'FAILED' | 'WITHDRAWN', code: string): Promise<void> => inBrand(one.brandId, async client => {
    const { rowCount } = await run(client, END, [...held(one), status, code])
    if (rowCount === 1) await run(client, DELETE_PARTS, [one.brandId, one.id])
  })
  return {
    /** Undefined where none of the brand waits. Others that wait get a turn of their own, which another worker may take meanwhile. */
    async claim(brandId: string, { isTold }: { readonly isTold: boolean }): Promise<ClaimedExport | undefined> {
      const row = await pool.transaction(brandId, {}, async client => {
        const { rows: [first] } = await run(client, CLAIM, [brandId, isTold])
        const { rows: [rest] } = first ? await run(client, IS_ONE_WAITING, [brandId, isTold]) : { rows: [] }
        if (rest?.waits === true) await askTurn(client, null)
        return first
      })
      try {
        return row && { ...claimed.parse(row), brandId }
      } catch (failure) {
        // what cannot be read, as that of an older release, will not be read the next time: it ends, and stands in nobody's way
        const { success, data } = lease.safeParse(row)
        if (success) await endOf({ ...data, brandId }, 'FAILED', 'INTERNAL_SERVER_ERROR')
        throw failure
      }
    },
    /** What a writer must be told to go on. */
    async written({ brandId, id }: ClaimedExport): Promise<{ readonly marks: readonly string[], readonly crc: number }> {
      const { rows } = await pool.query(brandId, { text: MARKS, values: [brandId, id] })
      return { marks: rows.map(({ mark }) => String(mark)), crc: Number(rows.at(-1)?.crc ?? 0) }
    },
    /** False where the claim is gone; then nothing was written. */
    advance: (one: ClaimedExport, number: number, part: Part): Promise<boolean> => unlessLost(inBrand(one.brandId, client => writePart(client, one, number, part))),
    /** Gives it back, and asks for a turn after so many milliseconds. */
    release: (one: ClaimedExport, { afterMs, failures }: { readonly afterMs: number, readonly failures: 0 | 1 }): Promise<void> => inBrand(one.brandId, async client => {
      const { rows: [row] } = await run(client, RELEASE, [...held(one), Math.round(afterMs), failures])
      if (row) await askTurn(client, afterMs > 0 ? row.next_at : null)
    }),
    /** Ends it without a file. */
    end: endOf,
    /** Takes a complete file away whose rights have ended. */
    withdraw: (brandId: string, id: string): Promise<void> => inBrand(brandId, async client => {
      const { rowCount } = await run(client, WITHDRAW, [brandId, id])
      if (rowCount === 1) await run(client, DELETE_PARTS, [brandId, id])
    }),
    /** Asks for the turn that what is not complete needs, so that none is forgotten, whatever became of the worker that had it. */
    settle: (brandId: string): Promise<void> => inBrand(brandId, async client => {
      const { rows: [next] } = await run(client, NEXT_AT, [brandId])
      if (typeof next?.moment === 'string') await askTurn(client, next.moment)
    }),
    /** Deletes what is over. */
    sweep: (brandId: string): Promise<void> => inBrand(brandId, async client => {
      for (const text of SWEEP) await run(client, text, [brandId])
    }),
    async unsent(brandId: string): Promise<readonly { readonly id: string, readonly payload: string }[]> {
      const { rows } = await pool.query(brandId, { text: UNSENT, values: [brandId] })
      return rows.map(({ id, payload }) => ({ id: String(id), payload: String(payload) }))
    },
    sent: (brandId: string, ids: readonly string[]): Promise<void> => inBrand(brandId, client => run(client, SENT, [brandId, ids]).then(() => undefined)),
  }
}
export type TurnStore = ReturnType<typeof turnStore>
