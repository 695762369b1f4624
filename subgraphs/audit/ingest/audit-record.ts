import { isIP } from 'node:net'
import { z } from 'zod'
import { tierOf, TIERS } from './tier-of.ts'
import type { Tier } from './tier-of.ts'

const text = z.string().optional()

const recordShape = z.object({
  id: z.guid(),
  occurredAt: z.string().refine((at) => !Number.isNaN(Date.parse(at))),
  actorType: z.enum(['PERSON', 'SERVICE_ACCOUNT', 'SYSTEM', 'ANONYMOUS']),
  actorId: z.string(),
  actorBrandId: z.guid().optional(),
  eventType: z.string().min(1),
  entityType: text, entityId: text, requestId: text, reason: text,
  brandId: z.guid(),
  details: z.record(z.string(), z.unknown()).default({}),
})

/** Context that comes under reserved keys of the details, and the form in which a column takes it. */
const reserved = {
  _orgId: z.guid(), _workspaceId: z.guid(), _correlationId: z.string(), _userAgent: z.string(), _subjectPersonId: z.guid(), _onBehalfOfPersonId: z.guid(),
  _ip: z.string().refine((address) => isIP(address) !== 0), _tier: z.enum(TIERS), _outcome: z.enum(['SUCCESS', 'DENIED', 'ERROR']), _piiCategories: z.array(z.string()),
} as const

type Reserved = { readonly [Key in keyof typeof reserved]?: z.infer<(typeof reserved)[Key]> }

/** What a module has recorded, as columns; the details are not among them, their text is Postgres' own. */
export interface AuditRow {
  readonly source_event_id: string
  readonly occurred_at: string
  readonly tier: Tier
  readonly event_type: string
  readonly outcome: string
  readonly actor_type: string
  readonly actor_id: string
  readonly actor_brand_id: string | null
  readonly actor_person_id: string | null
  readonly actor_service_account_id: string | null
  readonly on_behalf_of_person_id: string | null
  readonly subject_person_id: string | null
  readonly org_id: string | null
  readonly workspace_id: string | null
  readonly entity_type: string | null
  readonly entity_id: string | null
  readonly request_id: string | null
  readonly correlation_id: string | null
  readonly ip: string | null
  readonly user_agent: string | null
  readonly pii_categories: readonly string[]
  readonly reason: string | null
}

export interface ReadRecord {
  readonly row: AuditRow
  readonly brandId: string
  /** Keys of the details that became columns. One that does not fit its column stays where it is: nothing is lost. */
  readonly lifted: readonly string[]
}

const LONGEST_REASON = 2_000
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads the message of a module; undefined for what is no audit record. */
export function readRecord(payload: string, sourceModule: string): ReadRecord | undefined {
  const parsed = recordShape.safeParse(withoutNulls(parseJson(payload)))
  if (!parsed.success) return undefined
  const record = parsed.data
  const context = liftReserved(record.details)
  const { actorType, actorId, eventType } = record
  const outcome = context._outcome ?? 'SUCCESS'
  return {
    brandId: record.brandId.toLowerCase(),
    lifted: Object.keys(context),
    row: {
      source_event_id: record.id.toLowerCase(), occurred_at: new Date(record.occurredAt).toISOString(), event_type: eventType, outcome,
      tier: context._tier ?? tierOf({ eventType, sourceModule, outcome }),
      actor_type: actorType, actor_id: actorId, actor_brand_id: record.actorBrandId ?? null,
      actor_person_id: actorType === 'PERSON' && UUID.test(actorId) ? actorId : null,
      actor_service_account_id: actorType === 'SERVICE_ACCOUNT' && UUID.test(actorId) ? actorId : null,
      on_behalf_of_person_id: context._onBehalfOfPersonId ?? null, subject_person_id: context._subjectPersonId ?? null,
      org_id: context._orgId?.toLowerCase() ?? null, workspace_id: context._workspaceId?.toLowerCase() ?? null,
      entity_type: record.entityType ?? null, entity_id: record.entityId ?? null,
      request_id: record.requestId ?? null, correlation_id: context._correlationId ?? record.requestId ?? null,
      ip: context._ip ?? null, user_agent: context._userAgent ?? null, pii_categories: context._piiCategories ?? [],
      reason: record.reason?.slice(0, LONGEST_REASON) ?? null,
    },
  }
}

/** Id of the record that a payload holds; also of one that is known already and lacks the rest. */
export function recordIdOf(payload: string): string | undefined {
  const parsed = z.object({ id: z.guid() }).safeParse(parseJson(payload))
  return parsed.success ? parsed.data.id.toLowerCase() : undefined
}

function liftReserved(details: Readonly<Record<string, unknown>>): Reserved {
  const fitting = Object.entries(reserved).flatMap(([key, shape]) => {
    const value = shape.safeParse(details[key])
    return value.success ? [[key, value.data]] : []
  })
  return Object.fromEntries(fitting)
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // what is no JSON is no record
    return undefined
  }
}
