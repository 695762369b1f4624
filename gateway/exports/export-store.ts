import { createHash } from 'node:crypto'
import type { TenantClient, TenantPool } from '../../prisma/database/tenant-pool.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { uuidV7 } from '../../schema/uuid-v7.ts'
import { spenderOf } from '../budgets/budget-rows.ts'
import { refuse } from '../refusal.ts'
import type { ExportLimits } from './export-limits.ts'
import { exportRecord } from './export-record.ts'
import type { ExportRequest } from './export-request.ts'
import { exportRow, rightsOfRow } from './export-row.ts'
import type { ExportView } from './export-row.ts'
import { ASK_TURN, CANCEL, COUNT, CREATE, DELETE_PARTS, FIND, LIST, LOCK, RECORD, REPLAYED } from './export-statements.ts'
import type { ExportFormat } from './formats/open-writer.ts'
import { rightsCover } from './rights-cover.ts'

/** Exports of callers, as they see them. */
export interface ExportStore {
  /** The same one for the same key. Throws EXPORT_LIMIT. */
  create(wanted: WantedExport): Promise<ExportView>
  find(principal: Principal, id: string): Promise<ExportView | undefined>
  list(principal: Principal, first: number): Promise<readonly ExportView[]>
  cancel(principal: Principal, id: string): Promise<ExportView | undefined>
}

/** What is asked for, judged. */
export interface WantedExport {
  readonly principal: Principal
  readonly request: ExportRequest
  readonly format: ExportFormat
  readonly requestId: string
  /** Of the command; the same one is run once. */
  readonly idempotencyKey: string
}

type Text = { readonly text: string, readonly values: readonly unknown[] }

const statement = (text: string, ...values: readonly unknown[]): Text => ({ text, values })

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** How many rows somebody may see is told to nobody who may see fewer, a narrower token of the same person among them. */
const seenBy = (principal: Principal, row: unknown): ExportView => {
  const view = exportRow.parse(row)
  const then = rightsOfRow(row)
  if (then !== undefined && rightsCover(principal, then)) return view
  return { ...view, rows: 0, bytes: 0, columns: [], endedBy: null, finishedAt: null, path: null }
}

const viewOf = (principal: Principal, rows: readonly unknown[]): ExportView | undefined => (rows[0] === undefined ? undefined : seenBy(principal, rows[0]))

const refuseTooMany = async (client: TenantClient, { perCaller, perBrand }: ExportLimits, values: readonly unknown[]): Promise<void> => {
  const { rows: [count] } = await client.query({ text: COUNT, values })
  if (Number(count?.own) >= perCaller || Number(count?.all) >= perBrand) throw refuse('EXPORT_LIMIT')
}

const insert = async (client: TenantClient, { principal, request, format, requestId, idempotencyKey }: WantedExport, limits: ExportLimits): Promise<ExportView> => {
  const { brandId } = principal
  const caller = [brandId, spenderOf(principal)]
  // one key is one file only where it is asked for the same: two fields of one operation have one key
  const requestHash = hashOf(JSON.stringify([idempotencyKey, format, request.document, request.variables]))
  await client.query(statement(LOCK, brandId))
  const replayed = viewOf(principal, (await client.query(statement(REPLAYED, ...caller, requestHash))).rows)
  if (replayed) return replayed
  await refuseTooMany(client, limits, caller)
  const id = uuidV7()
  const created = viewOf(principal, (await client.query(statement(CREATE, brandId, id, caller[1], requestHash, JSON.stringify(request), format, limits.hours))).rows)
  const record = exportRecord('access.export_created', principal, { exportId: id, requestId, format, request })
  await client.query(statement(RECORD, brandId, record.id, JSON.stringify(record)))
  await client.query(statement(ASK_TURN, null))
  if (!created) throw new Error('An export was not created.')
  return created
}

/** Over a pool of the login `vg_gateway`. */
export const exportStore = (pool: TenantPool, limits: ExportLimits): ExportStore => {
  const find: ExportStore['find'] = async (principal, id) =>
    viewOf(principal, (await pool.query(principal.brandId, { name: 'gateway_find_export', ...statement(FIND, principal.brandId, spenderOf(principal), id) })).rows)
  return {
    find,
    create: wanted => pool.transaction(wanted.principal.brandId, {}, client => insert(client, wanted, limits)),
    async list(principal, first) {
      const { brandId } = principal
      const { rows } = await pool.query(brandId, { name: 'gateway_list_exports', ...statement(LIST, brandId, spenderOf(principal), first) })
      return rows.map(row => seenBy(principal, row))
    },
    async cancel(principal, id) {
      const { brandId } = principal
      await pool.transaction(brandId, {}, async client => {
        const { rowCount } = await client.query(statement(CANCEL, brandId, spenderOf(principal), id))
        if (rowCount === 1) await client.query(statement(DELETE_PARTS, brandId, id))
      })
      return find(principal, id)
    },
  }
}
