import { createHmac } from 'node:crypto'
import type { TenantClient } from '../../../prisma/database/tenant-statement.ts'
import type { Envelope } from '../../../schema/policy/envelope.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { ReadError } from '../read/read-error.ts'
import { CommandError } from './command-error.ts'
import type { GivenInput } from './read-input.ts'

/** One attempt to run a command. */
export interface Attempt {
  readonly schema: string
  readonly command: string
  readonly envelope: Envelope
  /** Which command of the operation: the response key. */
  readonly place: string
  readonly key: string
  readonly requestHash: string
}

/** What stands of an earlier attempt: nothing but which row to read again. */
export interface DoneBefore {
  readonly entityId: string | null
}

/** How long a spent envelope is remembered beyond its own end, in milliseconds: clocks differ. */
const REMEMBERED_MS = 60_000

/**
 * Spends the envelope and claims the key, in the transaction of the command; an equal request that is under way is waited for.
 * The answer is what an earlier attempt left, or undefined for the first one.
 */
export async function claimKey(statements: TenantClient, attempt: Attempt): Promise<DoneBefore | undefined> {
  const { schema, command, key, requestHash, envelope: { principal } } = attempt
  const who = principalKey(principal)
  const { rows: [claim] } = await statements.query({
    name: `claim ${schema}`, text: claimText(schema), values: [...spentValues(attempt), who, command, key, requestHash],
  })
  // whoever sends an envelope twice did not get it from the gateway
  if (!isTrue(claim?.is_spent)) throw new ReadError('UNAUTHENTICATED')
  if (isTrue(claim?.is_claimed)) return undefined
  const { rows: [before] } = await statements.query({
    text: `select state, request_hash, response->>'entityId' as entity_id from ${schema}.idempotency_keys where brand_id = $1 and principal = $2 and command = $3 and key = $4`,
    values: [principal.brandId, who, command, key],
  })
  if (before?.request_hash !== requestHash) throw new CommandError('IDEMPOTENCY_CONFLICT', 'idempotencyKey')
  if (before.state !== 'DONE') throw new CommandError('IN_PROGRESS')
  return { entityId: typeof before.entity_id === 'string' ? before.entity_id : null }
}

/** Says what the command left, so that an equal request finds it. */
export async function finishKey(statements: TenantClient, { schema, command, key, envelope: { principal } }: Attempt, left: { readonly entityType: string; readonly entityId: string | null }): Promise<void> {
  await statements.query({
    name: `finish ${schema}`,
    text: `update ${schema}.idempotency_keys set state = 'DONE', response = $5 where brand_id = $1 and principal = $2 and command = $3 and key = $4`,
    values: [principal.brandId, principalKey(principal), command, key, JSON.stringify({ ...left, userErrors: [] })],
  })
}

/** Spends the envelope of an attempt of which nothing else is kept. */
export async function spendEnvelope(statements: TenantClient, attempt: Pick<Attempt, 'schema' | 'envelope' | 'place'>): Promise<void> {
  await statements.query({
    name: `spend ${attempt.schema}`,
    text: `insert into ${attempt.schema}.spent_envelopes (brand_id, jti, expires_at) values ($1, $2, $3) on conflict do nothing`,
    values: spentValues(attempt),
  })
}

/** Keyed, so that what stands in the table says nothing about the input. Equal inputs are equal whatever the order of their members. */
export function hashRequest(auditKey: Buffer, command: string, input: GivenInput): string {
  const members = Object.entries(input).filter(([name]) => name !== 'idempotencyKey').toSorted(([a], [b]) => a < b ? -1 : 1)
  return createHmac('sha256', auditKey).update('veilgraph command\n').update(JSON.stringify([command, members])).digest('hex')
}

/** Who sent it and for whom: the same key of two people is two keys. */
export function principalKey({ kind, id, onBehalfOf }: Principal): string {
  return onBehalfOf === undefined ? `${kind}:${id}` : `${kind}:${id} for ${onBehalfOf.id}`
}

// An attempt that was begun a minute ago and never ended died with its process; a key is free again after its day.
function claimText(schema: string): string {
  return `with spent as (
  insert into ${schema}.spent_envelopes (brand_id, jti, expires_at) values ($1, $2, $3) on conflict do nothing returning 1
), claimed as (
  insert into ${schema}.idempotency_keys as k (brand_id, principal, command, key, request_hash, state)
  select $1, $4, $5, $6, $7, 'STARTED' where exists (select from spent)
  on conflict (brand_id, principal, command, key) do update
    set request_hash = excluded.request_hash, state = 'STARTED', response = null, created_at = now(), expires_at = now() + interval '24 hours'
    where k.expires_at <= now() or (k.state = 'STARTED' and k.created_at < now() - interval '60 seconds')
  returning 1
)
select exists (select from spent) as is_spent, exists (select from claimed) as is_claimed`
}

function spentValues({ envelope, place }: Pick<Attempt, 'envelope' | 'place'>): readonly unknown[] {
  return [envelope.principal.brandId, `${envelope.jti} ${place}`, new Date(envelope.exp + REMEMBERED_MS).toISOString()]
}

function isTrue(value: unknown): boolean {
  return value === true || value === 't'
}
