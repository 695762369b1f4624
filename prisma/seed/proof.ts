import pg from 'pg'
import { NOW, iso } from './clock.ts'
import { brands } from './world/brands.ts'
import { billingProofs } from './proof/billing.ts'
import { entitlementsProofs } from './proof/entitlements.ts'
import { GENESIS, entryHash } from '../../schema/chain/entry-hash.ts'

/** A statement that counts what contradicts the name; run under the module's own login and one brand. */
export interface Proof {
  readonly module: string
  readonly name: string
  readonly sql: string
}

/** Two statements of two modules that must give the same text. */
export interface Agreement {
  readonly name: string
  readonly sides: readonly [Pick<Proof, 'module' | 'sql'>, Pick<Proof, 'module' | 'sql'>]
}

export interface Finding {
  readonly brand: string
  readonly name: string
  /** 0: proved. */
  readonly violations: number
}

export const proofs: readonly Proof[] = [
  { module: 'identity', name: 'a merged person has no account and no open credential', sql: `
    select count(*) from identity.persons p where p.status = 'MERGED' and (exists (select from identity.users u where u.person_id = p.id)
      or exists (select from identity.personal_access_tokens t where t.person_id = p.id and t.status = 'ACTIVE'))` },
  { module: 'identity', name: 'a merge points at somebody who was not merged', sql: `
    select count(*) from identity.persons p join identity.persons s on s.id = p.merged_into_person_id where s.status = 'MERGED'` },
  { module: 'identity', name: 'sessions are active only where the account is', sql: `
    select count(*) from identity.sessions s join identity.users u on u.id = s.user_id where s.status = 'ACTIVE' and u.status <> 'ACTIVE'` },
  { module: 'organization', name: 'the owner has exactly one active membership', sql: `
    select count(*) from organization.organizations o where o.status <> 'CLOSED' and
      1 <> (select count(*) from organization.org_members m where m.org_id = o.id and m.person_id = o.owner_person_id and m.status = 'ACTIVE')` },
  { module: 'organization', name: 'a personal organization has one member', sql: `
    select count(*) from organization.organizations o where o.kind = 'PERSONAL' and o.status <> 'CLOSED' and
      1 <> (select count(*) from organization.org_members m where m.org_id = o.id and m.status <> 'REMOVED')` },
  { module: 'organization', name: 'home workspaces and confined accounts belong to their organization', sql: `
    select (select count(*) from organization.org_members m join organization.workspaces w on w.id = m.default_workspace_id where w.org_id <> m.org_id)
      + (select count(*) from organization.service_accounts a join organization.workspaces w on w.id = a.workspace_id where w.org_id <> a.org_id)` },
  { module: 'organization', name: 'an account has five usable keys at most', sql: `
    select count(*) from (select service_account_id from organization.service_account_keys where status in ('ACTIVE', 'ROTATING') group by 1 having count(*) > 5) x` },
  { module: 'organization', name: 'roles of level ORG are given for the whole organization', sql: `
    select count(*) from organization.role_assignments a join organization.roles r on r.id = a.role_id where r.level = 'ORG' and a.workspace_id is not null` },
  ...entitlementsProofs,
  ...billingProofs,
  { module: 'cooperative', name: 'no contribution is taken back beyond its amount', sql: `
    with undone as (select case p.event_type when 'CONTRIBUTION' then p.id else p.reverses_event_id end as root, sum(e.amount_cents) as taken
      from cooperative.patronage_events e join cooperative.patronage_events p on p.id = e.reverses_event_id group by 1)
    select count(*) from cooperative.patronage_events c join undone u on u.root = c.id where c.event_type <> 'CONTRIBUTION' or c.amount_cents + u.taken < 0 or u.taken > 0` },
  { module: 'cooperative', name: 'patrons with contributions are admitted', sql: `
    select count(*) from cooperative.patrons p where (p.status = 'PROSPECTIVE') = exists (select from cooperative.patronage_events e where e.patron_id = p.id and e.event_type = 'CONTRIBUTION')` },
  { module: 'support', name: 'tickets are numbered without a gap in their organization', sql: `
    select count(*) from (select org_id from support.support_tickets group by 1 having max(ticket_number) <> count(*)) x` },
  { module: 'support', name: 'every text has its redacted copy, and some copies differ', sql: `
    select (select count(*) from support.support_tickets where (body is null) <> (body_redacted is null) or subject_redacted is null)
      + (select count(*) from support.support_ticket_messages where body_redacted is null)
      + (select case when count(*) > 0 then 0 else 1 end from support.support_tickets where body <> body_redacted)` },
  { module: 'support', name: 'the first answer is the first message of the agent that customers see', sql: `
    select count(*) from support.support_tickets t left join lateral (select min(m.created_at) as at from support.support_ticket_messages m
      where m.ticket_id = t.id and m.author_person_id = t.assignee_person_id and not m.is_internal) m on true where t.first_responded_at is distinct from m.at` },
  { module: 'audit', name: 'the chain has no gap and every link follows the one before', sql: `
    select count(*) from (select a.chain_seq, a.prev_hash, row_number() over w as n, lag(a.entry_hash, 1, repeat('0', 64)) over w as before
      from audit.audit_logs a window w as (order by a.chain_seq)) x where x.chain_seq <> x.n or x.prev_hash <> x.before` },
  { module: 'audit', name: 'archives are contiguous and carry the hashes of their ends', sql: `
    select count(*) from audit.audit_archive_manifest m join audit.audit_logs f on f.chain_seq = m.chain_from join audit.audit_logs t on t.chain_seq = m.chain_to
    where m.first_prev_hash <> f.prev_hash or m.last_entry_hash <> t.entry_hash` },
  { module: 'audit', name: 'nobody judges an emergency of their own', sql: `
    select count(*) from audit.break_glass_reviews r join audit.break_glass_grants g on g.id = r.grant_id where r.reviewer_person_id = g.principal_person_id` },
]

/** Ids as one text that is equal only where all are. */
const fingerprint = (id: string, from: string): string => `select coalesce(md5(string_agg(x.id::text, ',' order by x.id::text)), '') from (select ${id} as id from ${from}) x`

const LOGGING = ['identity', 'organization', 'entitlements', 'billing', 'cooperative', 'support', 'audit', 'integration'] as const

export const agreements: readonly Agreement[] = [
  { name: 'who works where is known in identity as in organization', sides: [
    { module: 'identity', sql: fingerprint("concat_ws('/', source_id, person_id, org_id, workspace_id)", 'identity.person_visibility') },
    { module: 'organization', sql: fingerprint("concat_ws('/', id, person_id, org_id, workspace_id)", `(select id, person_id, org_id, default_workspace_id as workspace_id from organization.org_members
      union all select id, person_id, org_id, workspace_id from organization.role_assignments where person_id is not null) m`) },
  ] },
  { name: 'workspaces show tier, seats and version of their pool', sides: [
    {
      module: 'organization',
      sql: fingerprint(
        "concat_ws('/', primary_pool_id, plan_tier, seat_count, pool_version)",
        '(select distinct primary_pool_id, plan_tier, seat_count, pool_version from organization.workspaces) w',
      ),
    },
    { module: 'entitlements', sql: fingerprint("concat_ws('/', p.id, p.plan_tier, coalesce(case when n.is_unlimited then 2147483647 else n.limit_value end, 0), p.materialized_version)",
      `entitlements.resource_pools p left join (select n.pool_id, n.limit_value, n.is_unlimited from entitlements.numeric_entitlements n
        join entitlements.resource_keys k on k.brand_id = n.brand_id and k.id = n.resource_key_id where k.key = 'seats') n on n.pool_id = p.id`) },
  ] },
  { name: 'every payer is a patron', sides: [
    { module: 'billing', sql: fingerprint("concat_ws('/', id, org_id, currency)", 'billing.billing_accounts') },
    { module: 'cooperative', sql: fingerprint("concat_ws('/', billing_account_id, org_id, currency)", 'cooperative.patrons') },
  ] },
  ...LOGGING.map((module): Agreement => ({ name: `what ${module} logged is chained`, sides: [
    { module, sql: fingerprint('id', `${module}.audit_log where occurred_at <= '${iso(NOW)}'`) },
    { module: 'audit', sql: fingerprint('source_event_id', `audit.audit_logs where source_module = '${module}' and occurred_at <= '${iso(NOW)}'`) },
  ] })),
]

async function scalar(client: pg.ClientBase, sql: string): Promise<string> {
  const { rows } = await client.query<[unknown]>({ text: sql, rowMode: 'array' })
  return String(rows[0]?.[0])
}

/** Number of contradictions that a proof finds in the brand of the session. */
export async function violationsOf(client: pg.ClientBase, { sql }: Proof): Promise<number> {
  return Number(await scalar(client, sql))
}

interface LogRow {
  readonly [column: string]: string | null
}

const CHAIN = `select chain_seq::text as seq, source_module, source_event_id::text, tier, event_type, outcome, actor_type, actor_id, org_id::text, workspace_id::text, entity_type, entity_id,
  details::text, prev_hash, entry_hash, brand_id::text, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as occurred_at from audit.audit_logs order by chain_seq`

/** Rows whose hash is not that of their own content and of the row before. */
export async function brokenLinks(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<LogRow>(CHAIN)
  let previous = GENESIS
  let broken = 0
  for (const row of rows) {
    const text = (column: string) => row[column] ?? ''
    const hash = entryHash(previous, {
      actorId: text('actor_id'), actorType: text('actor_type'), brandId: text('brand_id'), chainSeq: text('seq'),
      details: text('details'), entityId: row['entity_id'] ?? null,
      entityType: row['entity_type'] ?? null, eventType: text('event_type'), occurredAt: text('occurred_at'), orgId: row['org_id'] ?? null, outcome: text('outcome'),
      sourceEventId: text('source_event_id'), sourceModule: text('source_module'), tier: text('tier'), workspaceId: row['workspace_id'] ?? null,
    })
    if (hash !== row['entry_hash']) broken++
    previous = text('entry_hash')
  }
  return broken
}

/** Tables of a module in which the brand of the session has no row. */
export async function emptyTables(client: pg.ClientBase, module: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'r' order by 1`, [module],
  )
  const empty: string[] = []
  for (const { name } of rows) {
    if (await scalar(client, `select exists (select from ${module}.${pg.escapeIdentifier(name)})`) !== 'true') empty.push(`${module}.${name}`)
  }
  return empty
}

/** Modules whose tables every brand must have rows in, the gateway's state among them. */
export const seededSchemas = [...LOGGING, 'gateway'] as const

/** A session of a module's login, tied to a brand. */
export async function openBrandSession(connectionString: string, brandId: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options: '-c TimeZone=UTC' })
  await client.connect()
  await client.query(`select set_config('app.brand_id', $1, false)`, [brandId])
  return client
}

type Sessions = ReadonlyMap<string, pg.Client>

async function findingsOf(brand: string, sessions: Sessions): Promise<Finding[]> {
  const session = (module: string) => {
    const client = sessions.get(module)
    if (client === undefined) throw new RangeError(`no session for ${module}`)
    return client
  }
  const findings: Finding[] = []
  for (const proof of proofs) findings.push({ brand, name: proof.name, violations: await violationsOf(session(proof.module), proof) })
  for (const { name, sides: [a, b] } of agreements) {
    const equal = await scalar(session(a.module), a.sql) === await scalar(session(b.module), b.sql)
    findings.push({ brand, name, violations: equal ? 0 : 1 })
  }
  findings.push({ brand, name: 'every hash of the chain is that of its row', violations: await brokenLinks(session('audit')) })
  for (const schema of seededSchemas) findings.push({
    brand, name: `every table of ${schema} has rows`, violations: (await emptyTables(session(schema), schema)).length,
  })
  return findings
}

/** Proves a seeded database, brand by brand, under the logins of the modules. */
export async function proveSeed(connectionFor: (role: string) => string): Promise<Finding[]> {
  const all = await Promise.all(brands.map(async (brand) => {
    const sessions = new Map(await Promise.all(seededSchemas.map(async (schema) => [
      schema, await openBrandSession(connectionFor(`vg_${schema}`), brand.id),
    ] as const)))
    try {
      return await findingsOf(brand.slug, sessions)
    } finally {
      await Promise.all([...sessions.values()].map((client) => client.end()))
    }
  }))
  return all.flat()
}
