import { z } from 'zod'
import { PII_CATEGORIES } from '../../../schema/model.ts'
import type { PiiCategory } from '../../../schema/model.ts'
import { CLEARANCES, PURPOSES } from '../../../schema/policy/principal.ts'
import type { Purpose } from '../../../schema/policy/principal.ts'
import type { ModuleStore } from '../../engine/module-store.ts'

/** Whose data was looked at. Values of an account are logged under the account, where nothing but it is known of a person. */
export interface AccessSubject {
  readonly brandId: string
  readonly personId: string
  readonly userId?: string
}

/** What a person is told of a look at their data: never who it was, and never the typed reason. */
export interface DataAccess {
  readonly occurredAt: string
  readonly categories: readonly PiiCategory[]
  readonly purpose: Purpose | null
  /** In what capacity it was done; by the names of the contract. */
  readonly functions: readonly string[]
}

/** Days after which what is done for security, the law or in an emergency is told even without a review. */
const LATEST_DAYS = 90

// The criteria of a hold that are set must all match; see the retention rules of the audit module. Rows about an account are rows about its person too.
const HELD = `exists (select from audit.audit_legal_holds h where h.brand_id = l.brand_id and h.status = 'ACTIVE'
  and (h.org_id is null or h.org_id = l.org_id)
  and (h.subject_person_id is null or h.subject_person_id in (l.actor_person_id, l.on_behalf_of_person_id, $4))
  and (h.entity_type is null or h.entity_type = l.entity_type) and (h.entity_id is null or h.entity_id = l.entity_id)
  and (h.event_type_prefix is null or starts_with(l.event_type, h.event_type_prefix)) and (h.tier is null or h.tier = l.tier)
  and (h.from_at is null or l.occurred_at >= h.from_at) and (h.to_at is null or l.occurred_at < h.to_at))`

const GRANT = `substr(l.details ->> 'grant', 13)`
const IS_EMERGENCY = `starts_with(l.details ->> 'grant', 'break_glass:')`
const IS_REVIEWED = `exists (select from audit.break_glass_reviews r where r.brand_id = l.brand_id and r.grant_id::text = ${GRANT})`

/** Null is not true: a row that says neither purpose nor grant is told at once. */
const TOLD = `(coalesce(l.details ->> 'purpose', '') not in ('SECURITY', 'LEGAL') and ${IS_EMERGENCY} is not true)
  or ((${IS_EMERGENCY} is true and ${IS_REVIEWED} or l.occurred_at < $2::timestamptz - interval '${LATEST_DAYS} days') and not ${HELD})`

const about = (subject: string): string => `(select l.occurred_at, l.id, l.pii_categories, l.details ->> 'purpose' as purpose, l.details ->> 'grant' as "grant", l.actor_type
  from audit.audit_logs l where l.brand_id = $1 and ${subject} and l.tier = 'ACCESS' and l.outcome = 'SUCCESS' and l.event_type = 'access.revealed' and (${TOLD})
  order by l.occurred_at desc, l.id desc limit $3)`

const ACCESSES = `select to_json(occurred_at) #>> '{}' as at, pii_categories, purpose, "grant", actor_type from (
  ${about('l.subject_person_id = $4')} union all ${about(`l.details ? '_subjectUserId' and l.details ->> '_subjectUserId' = $5`)}
) accesses order by occurred_at desc, id desc limit $3`

/** Looks at somebody's data, newest first, as far as they may be told now. */
export async function readAccesses(store: ModuleStore, subject: AccessSubject, { first, now }: { readonly first: number; readonly now: number }): Promise<readonly DataAccess[]> {
  const { brandId, personId, userId = null } = subject
  const { rows } = await store.query(brandId, { name: 'audit accesses', text: ACCESSES, values: [brandId, new Date(now).toISOString(), first, personId, userId] })
  return rows.map((row) => ({
    occurredAt: new Date(String(row.at)).toISOString(), categories: categories.parse(row.pii_categories), purpose: purpose.parse(row.purpose),
    functions: functionsOf(row.grant, row.actor_type),
  }))
}

// what another version has written and this one does not know is left out
const categories = z.array(z.string()).transform((list) => PII_CATEGORIES.filter((category) => list.includes(category)))
const purpose = z.enum(PURPOSES).nullable().catch(null)
const names = z.string().catch('')

const FUNCTIONS: ReadonlyMap<string, string> = new Map([...CLEARANCES, 'service_account', 'system'].map((name) => [name, name.toUpperCase()]))

function functionsOf(grant: unknown, actorType: unknown): readonly string[] {
  const granted = names.parse(grant)
  if (granted.startsWith('break_glass:')) return ['BREAK_GLASS']
  const known = granted.split(',').flatMap((name) => FUNCTIONS.get(name) ?? [])
  return known.length > 0 ? known : [FUNCTIONS.get(names.parse(actorType).toLowerCase()) ?? 'OTHER']
}
