import { z } from 'zod'
import type { Envelope } from '../../schema/policy/envelope.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { counter } from '../metrics.ts'
import { refuse } from '../refusal.ts'
import { sha256 } from '../../schema/sha256.ts'
import type { DocumentOptions } from '../trusted-documents/document-options.ts'
import { NOBODY } from '../trusted-documents/trusted-documents.ts'
import type { ExportGraph } from './export-graph.ts'
import type { ExportStore } from './export-store.ts'
import type { ExportView } from './export-row.ts'
import { EXPORT_FORMATS } from './formats/open-writer.ts'
import { readExport } from './read-export.ts'

/** What the resolvers of exports work with. */
export interface ServiceOptions {
  readonly store: ExportStore
  /** As it is served at the moment. */
  graph(): ExportGraph
  /** Registered documents; where others are refused, they are refused here too. */
  readonly documents?: DocumentOptions
  /** Something waits for a worker. */
  onCreated?(): void
}

const exportsMade = counter('veil_exports_total', 'Exports by what became of them.', { outcome: ['created', 'cancelled', 'ready', 'failed', 'withdrawn', 'fetched', 'refused'] })

/** Counts what became of an export. */
export const countExport = (outcome: 'created' | 'cancelled' | 'ready' | 'failed' | 'withdrawn' | 'fetched' | 'refused'): void => exportsMade.add({ outcome })

const created = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish(), format: z.enum(EXPORT_FORMATS) })
const named = z.object({ id: z.string() })
const listed = z.object({ first: z.number().int().min(1).max(100).nullish() })

/** What the row of an export may hold. */
const MOST_CHARACTERS = 250_000

const USUAL = 20

const parse = <Value>(shape: z.ZodType<Value>, args: unknown): Value => {
  const { success, data } = shape.safeParse(args)
  if (!success) throw refuse('BAD_USER_INPUT')
  return data
}

export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whoever works in the name of somebody, or under an emergency access, reads for a reason that is given with each request; a job has none to give. */
const refuseOthers = ({ kind, onBehalfOf, breakGlass }: Principal): void => {
  if (onBehalfOf !== undefined || breakGlass !== undefined || (kind !== 'PERSON' && kind !== 'SERVICE_ACCOUNT')) throw refuse('FORBIDDEN')
}

const refuseUnregistered = async ({ brandId }: Principal, query: string, documents: DocumentOptions | undefined): Promise<void> => {
  if (documents?.mode !== 'require') return
  if (await documents.trusted?.find(brandId, NOBODY, sha256(query)) === undefined) throw refuse('DOCUMENT_NOT_TRUSTED')
}

/** Root fields of the door about the exports of whoever sent an envelope. */
export const exportResolvers = ({ store, graph, documents, onCreated }: ServiceOptions) => ({ principal, requestId, idempotencyKey = requestId }: Envelope) => ({
  async exportCreate(args: unknown): Promise<ExportView> {
    const { query, variables: given, format } = parse(created, args)
    refuseOthers(principal)
    await refuseUnregistered(principal, query, documents)
    const variables = given ?? {}
    const { columns, decisions, pageSize } = readExport(graph(), { document: query, variables, principal: { ...principal, channel: 'EXPORT' } })
    const request = { document: query, variables, columns, decisions, pageSize, principal }
    if (JSON.stringify(request).length > MOST_CHARACTERS) throw refuse('COST_LIMIT', { rule: 'values' })
    const view = await store.create({ principal, request, format, requestId, idempotencyKey })
    countExport('created')
    onCreated?.()
    return view
  },
  async exportCancel(args: unknown): Promise<ExportView | null> {
    const { id } = parse(named, args)
    refuseOthers(principal)
    const view = UUID.test(id) ? await store.cancel(principal, id) : undefined
    if (view) countExport('cancelled')
    return view ?? null
  },
  async export(args: unknown): Promise<ExportView | null> {
    const { id } = parse(named, args)
    return UUID.test(id) ? await store.find(principal, id) ?? null : null
  },
  exports: (args: unknown): Promise<readonly ExportView[]> => store.list(principal, parse(listed, args).first ?? USUAL),
})
