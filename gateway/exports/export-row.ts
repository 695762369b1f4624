import { z } from 'zod'
import { principalShape } from '../../schema/policy/envelope-shape.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { EXPORT_FORMATS } from './formats/open-writer.ts'

const text = z.string().nullable()

/** An export as the contract has it, as far as it is kept. */
export const exportRow = z.object({
  id: z.string(), status: z.string(), format: z.enum(EXPORT_FORMATS), rows: z.coerce.number(), bytes: z.coerce.number(),
  columns: z.string().transform((names): readonly string[] => z.array(z.string()).parse(JSON.parse(names))),
  ended_by: text, code: text, created_at: z.string(), finished_at: text, expires_at: z.string(),
}).transform(({ ended_by, created_at, finished_at, expires_at, ...row }) => ({
  ...row, endedBy: ended_by, createdAt: created_at, finishedAt: finished_at, expiresAt: expires_at,
  // where it can be fetched, once it can
  path: row.status === 'READY' ? `/exports/${row.id}` : null,
}))
export type ExportView = z.infer<typeof exportRow>

const rights = z.object({ rights: z.string() })

/** With which rights an export was asked for; undefined where that cannot be read any more. */
export const rightsOfRow = (row: unknown): Principal | undefined => {
  const { success, data } = rights.safeParse(row)
  return success ? principalShape.safeParse(JSON.parse(data.rights)).data : undefined
}
