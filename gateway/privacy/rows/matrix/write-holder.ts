import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { createBearerToken, displayOfBearerToken } from '../../../../schema/credentials/bearer-token.ts'
import { hashBearerToken } from '../../../../schema/credentials/token-hash.ts'
import type { KeyRing } from '../../../../schema/policy/key-ring.ts'
import type { GivenRole, MatrixHolder } from './matrix-holder.ts'
import type { MatrixPlaces } from './matrix-places.ts'

/** A holder who stands in the database. */
export interface WrittenHolder {
  readonly personId: string
  readonly userId: string
  /** The personal token or the key, where the holder has one. */
  readonly secret?: string
}

export interface HolderWriter {
  /** Bound by no trigger. */
  readonly database: pg.Client
  readonly tokenKeys: KeyRing
}

interface Desk extends HolderWriter {
  readonly holder: MatrixHolder
  readonly places: MatrixPlaces
  readonly personId: string
  readonly userId: string
}

const DAY_MS = 86_400_000
const soon = (): Date => new Date(Date.now() + 30 * DAY_MS)

/** Writes a new person (or account) with everything that gives rights. */
export async function writeHolder(writer: HolderWriter, holder: MatrixHolder, places: MatrixPlaces): Promise<WrittenHolder> {
  const desk = { ...writer, holder, places, personId: randomUUID(), userId: randomUUID() }
  await insert(desk, 'identity.persons', { id: desk.personId, display_name: 'Matrix Holder' })
  await insert(desk, 'identity.users', { id: desk.userId, person_id: desk.personId, username: `matrix-${desk.userId}`, email: `${desk.userId}@matrix.test`, full_name: 'Matrix Holder', role: holder.account ?? 'member' })
  if (holder.kind === 'SERVICE_ACCOUNT') return { ...desk, secret: await writeAccount(desk) }
  await writeMembership(desk)
  for (const role of holder.roles ?? []) await writeRole(desk, role, { person_id: desk.personId })
  if (holder.clearance !== undefined) await writeClearance(desk, holder.clearance)
  return { ...desk, secret: holder.scopes && await writeToken(desk, holder.scopes) }
}

async function writeMembership(desk: Desk): Promise<void> {
  const { holder: { membership, isOwner = false }, places: { orgId, brandId }, personId, userId, database } = desk
  if (membership === undefined) return
  const id = randomUUID()
  const over = membership.status === 'REMOVED' ? { removed_at: new Date(), removed_reason: 'REMOVED' } : membership.status === 'SUSPENDED' ? { suspended_at: new Date() } : {}
  await insert(desk, 'organization.org_members', { id, org_id: orgId, person_id: personId, user_id: userId, base_role_id: await roleId(desk, membership.base), status: membership.status, ...over })
  await insert(desk, 'identity.person_visibility', { person_id: personId, user_id: userId, org_id: orgId, source_type: 'MEMBER', source_id: id, source_version: 1, is_active: membership.status === 'ACTIVE' })
  if (isOwner) await database.query('update organization.organizations set owner_person_id = $1 where brand_id = $2 and id = $3', [personId, brandId, orgId])
}

async function writeRole(desk: Desk, { role, at, isOver = false }: GivenRole, whose: Readonly<Record<string, string>>): Promise<void> {
  const { orgId, workspaces: [home] } = desk.places
  const term = isOver ? { starts_at: new Date(Date.now() - 7_200_000), expires_at: new Date(Date.now() - 3_600_000), grant_reason: 'For a while' } : { starts_at: new Date(Date.now() - 7_200_000) }
  await insert(desk, 'organization.role_assignments', { org_id: orgId, role_id: await roleId(desk, role), workspace_id: at === 'WORKSPACE' ? home : null, ...whose, ...term })
}

async function writeAccount(desk: Desk): Promise<string> {
  const { holder: { isConfined = false, roles = [], scopes = [] }, places: { orgId, workspaces: [home] }, personId, tokenKeys } = desk
  const account = randomUUID()
  const workspaceId = isConfined ? home : null
  await insert(desk, 'organization.service_accounts', { id: account, org_id: orgId, workspace_id: workspaceId, name: account, owner_person_id: personId, created_by_person_id: personId })
  for (const role of roles) await writeRole(desk, role, { service_account_id: account })
  const secret = createBearerToken('SERVICE_KEY')
  const { hash, keyVersion } = hashBearerToken(secret, tokenKeys)
  await insert(desk, 'organization.service_account_keys', {
    org_id: orgId, service_account_id: account, workspace_id: workspaceId, name: 'matrix', key_prefix: displayOfBearerToken(secret), api_key_hash: hash, hash_key_version: keyVersion,
    scope: scopes.join(' '), created_by_person_id: personId,
  })
  return secret
}

async function writeToken(desk: Desk, scopes: readonly string[]): Promise<string> {
  const { personId, userId, tokenKeys } = desk
  const secret = createBearerToken('PERSONAL')
  const { hash, keyVersion } = hashBearerToken(secret, tokenKeys)
  await insert(desk, 'identity.personal_access_tokens', { person_id: personId, user_id: userId, name: 'matrix', token_prefix: displayOfBearerToken(secret), token_hash: hash, hash_key_version: keyVersion, scopes, expires_at: soon() })
  return secret
}

async function writeClearance(desk: Desk, clearance: string): Promise<void> {
  const { personId, database, places: { brandId } } = desk
  const { rows: [giver, approver] } = await database.query<{ id: string }>('select id::text from identity.persons where brand_id = $1 and id <> $2 order by id limit 2', [brandId, personId])
  await insert(desk, 'identity.clearance_grants', { person_id: personId, clearance, reason: 'For the matrix of rows', granted_by_person_id: giver?.id, approved_by_person_id: approver?.id, approved_at: new Date(), expires_at: soon(), status: 'ACTIVE' })
}

async function roleId({ database, places: { brandId, orgId } }: Desk, key: string): Promise<string> {
  const { rows: [role] } = await database.query<{ id: string }>('select id::text from organization.roles where brand_id = $1 and key = $2 and (org_id is null or org_id = $3)', [brandId, key, orgId])
  if (role === undefined) throw new Error(`There is no role ${key}.`)
  return role.id
}

async function insert({ database, places: { brandId } }: Desk, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = ['brand_id', ...Object.keys(row)].join(', ')
  await database.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`, [JSON.stringify({ brand_id: brandId, ...row })])
}
