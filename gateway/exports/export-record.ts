import type { Principal } from '../../schema/policy/principal.ts'
import { uuidV7 } from '../../schema/uuid-v7.ts'
import type { ExportRequest } from './export-request.ts'

/** What was done with a file. */
export type ExportDeed = 'access.export_created' | 'access.export_downloaded'

interface Done {
  readonly exportId: string
  readonly requestId: string
  readonly format: string
  readonly request: Pick<ExportRequest, 'decisions' | 'columns'>
  /** Of a file that is complete. */
  readonly rows?: number
}

/** Type of the message that takes a record to the audit module, and the module that it says it is from. */
export const RECORD_MESSAGE = 'audit.recorded.v1'
export const RECORD_MODULE = 'gateway'

const coordinatesOf = (decisions: ExportRequest['decisions']): readonly string[] => [...new Set(Object.keys(decisions).map(key => key.split(' ')[1] ?? ''))].sort()

/** A record for the audit log: who, what, when and which sensitive columns, without a value. Those of the tier ACCESS are kept as long as reads of raw values. */
export const exportRecord = (deed: ExportDeed, { kind, id, personId, brandId, purpose }: Principal, { exportId, requestId, format, request, rows }: Done) => ({
  id: uuidV7(), occurredAt: new Date().toISOString(), actorType: kind, actorId: kind === 'PERSON' ? personId ?? id : id, brandId,
  eventType: deed, entityType: 'Export', entityId: exportId, requestId,
  details: { format, purpose, columns: request.columns.length, coordinates: coordinatesOf(request.decisions), ...(rows !== undefined && { rows }), _tier: 'ACCESS' },
})
