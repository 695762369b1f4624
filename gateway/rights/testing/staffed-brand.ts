import { createHash, randomUUID } from 'node:crypto'
import { migrate } from '../../../prisma/database/migrate.ts'
import { openClient } from '../../../prisma/database/open-client.ts'
import { scratchDatabase } from '../../../prisma/database/test-database.ts'
import type { TestDatabase } from '../../../prisma/database/test-database.ts'
import { SYSTEM_ROLES } from '../../../schema/policy/roles.ts'

/** Somebody of the brand. */
export interface Employee {
  readonly personId: string
  readonly userId: string
}

/** A brand of its own with one organization of two workspaces. */
export interface StaffedBrand {
  readonly brandId: string
  readonly orgId: string
  readonly workspaceIds: readonly [string, string]
  readonly owner: Employee
  /** Runs a statement past all walls, as a change that is committed when the promise resolves. */
  sql(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** A person with an account. */
  person(role?: string): Promise<Employee>
  member(parts?: { readonly baseRole?: string }): Promise<Employee>
  assign(employee: Employee, role: string, parts?: { readonly workspaceId?: string, readonly expiresIn?: string, readonly startsIn?: string }): Promise<string>
  grant(employee: Employee, clearance: string): Promise<string>
  /** A hash that stands for the secret of a personal token. */
  token(employee: Employee, scopes: readonly string[]): Promise<string>
  session(employee: Employee): Promise<string>
  /** A service account with a key; answers the hash that stands for its secret. */
  key(scope: string, parts?: { readonly workspaceId?: string, readonly role?: string, readonly approved?: boolean }): Promise<{ readonly hash: string, readonly accountId: string }>
}

/** In a database of its own. */
export interface StaffedDatabase extends StaffedBrand {
  readonly database: TestDatabase
  drop(): Promise<void>
}

const HASH = () => createHash('sha256').update(randomUUID()).digest('hex')

/** Makes it, and a database for it. */
export async function staffedBrand(): Promise<StaffedDatabase> {
  const database = await scratchDatabase()
  await migrate({ connectionString: database.connectionFor('migration') })
  const client = await openClient(database.superuserUrl)
  return {
    ...await staffBrand(async (text, values = []) => (await client.query(text, [...values])).rows),
    database,
    async drop() {
      await client.end()
      await database.drop()
    },
  }
}

/** Makes it in a database that has none of this name. */
export async function staffBrand(sql: StaffedBrand['sql']): Promise<StaffedBrand> {
  const [brandId, orgId, workspaceIds] = [randomUUID(), randomUUID(), [randomUUID(), randomUUID()] as const]

  const person: StaffedBrand['person'] = async (role = 'member') => {
    const [personId, userId] = [randomUUID(), randomUUID()]
    await sql(`insert into identity.persons (brand_id, id, display_name) values ($1, $2, 'Somebody')`, [brandId, personId])
    await sql(
      `insert into identity.users (brand_id, id, person_id, username, email, full_name, role, idp_issuer, idp_subject)
       values ($1, $2, $3, $5, $5 || '@example.org', 'Somebody', $4, 'https://issuer.test', $5)`, [brandId, userId, personId, role, userId])
    return { personId, userId }
  }
  const join = (employee: Employee, baseRole: string) => sql(
    `insert into organization.org_members (brand_id, org_id, person_id, user_id, base_role_id)
     select $1, $2, $3, $4, id from organization.roles where brand_id = $1 and key = $5 and org_id is null`, [brandId, orgId, employee.personId, employee.userId, baseRole])
  const assigned = async (column: string, id: string, role: string, { workspaceId, expiresIn, startsIn = '0' }: { workspaceId?: string, expiresIn?: string, startsIn?: string }) => {
    const [row] = await sql(
      `insert into organization.role_assignments (brand_id, org_id, role_id, ${column}, workspace_id, starts_at, expires_at, grant_reason)
       select $1, $2, id, $3, $4, now() + $5::interval, now() + $6::interval, 'for the test' from organization.roles where brand_id = $1 and key = $7 and org_id is null returning id`,
      [brandId, orgId, id, workspaceId ?? null, startsIn, expiresIn ?? null, role])
    return String(row?.id)
  }

  await sql(`insert into platform.brands (id, slug, name, default_currency, status) values ($1, 'staffed', 'Staffed', 'EUR', 'LIVE')`, [brandId])
  for (const { key, level, rank, clearance, permissions } of SYSTEM_ROLES) {
    await sql(`insert into organization.roles (brand_id, key, name, level, rank, clearance, permissions, is_system) values ($1, $2, $7, $3, $4, $5, $6, true)`,
      [brandId, key, level, rank, clearance, permissions, key])
  }
  const owner = await person()
  const approver = await person('owner')
  await sql(`insert into organization.organizations (brand_id, id, name, slug, owner_person_id, created_by_person_id) values ($1, $2, 'Staffed', 'staffed', $3, $3)`, [brandId, orgId, owner.personId])
  for (const [place, id] of workspaceIds.entries()) {
    await sql(`insert into organization.workspaces (brand_id, id, org_id, name, slug, created_by_person_id) values ($1, $2, $3, $4, $6, $5)`, [brandId, id, orgId, `w${place}`, owner.personId, `w${place}`])
  }
  await join(owner, 'org.member')

  return {
    brandId, orgId, workspaceIds, owner, sql, person,
    async member({ baseRole = 'org.member' } = {}) {
      const employee = await person()
      await join(employee, baseRole)
      return employee
    },
    assign: ({ personId }, role, parts = {}) => assigned('person_id', personId, role, parts),
    async grant({ personId }, clearance) {
      const [row] = await sql(
        `insert into identity.clearance_grants (brand_id, person_id, clearance, reason, granted_by_person_id, approved_by_person_id, approved_at, expires_at, status)
         values ($1, $2, $3, 'needed for the test', $4, $5, now(), now() + interval '1 day', 'ACTIVE') returning id`, [brandId, personId, clearance, owner.personId, approver.personId])
      return String(row?.id)
    },
    async token({ personId, userId }, scopes) {
      const hash = HASH()
      await sql(
        `insert into identity.personal_access_tokens (brand_id, person_id, user_id, name, token_prefix, token_hash, scopes, expires_at)
         values ($1, $2, $3, 'test', 'vgp_00000000', $4, $5, now() + interval '1 day')`, [brandId, personId, userId, hash, scopes])
      return hash
    },
    async session({ userId }) {
      const hash = HASH()
      await sql(
        `insert into identity.sessions (brand_id, user_id, session_token, last_seen_at, idle_expires_at, expires_at)
         values ($1, $2, $3, now() - interval '2 minutes', now() + interval '8 minutes', now() + interval '1 day')`, [brandId, userId, hash])
      return hash
    },
    async key(scope, { workspaceId, role = 'workspace.editor', approved = false } = {}) {
      const [hash, accountId] = [HASH(), randomUUID()]
      await sql(
        `insert into organization.service_accounts (brand_id, id, org_id, workspace_id, name, owner_person_id, created_by_person_id, allowed_cidrs)
         values ($1, $2, $3, $4, $6, $5, $5, '{192.0.2.0/24}')`, [brandId, accountId, orgId, workspaceId ?? null, owner.personId, accountId])
      await assigned('service_account_id', accountId, role, {})
      await sql(
        `insert into organization.service_account_keys (brand_id, org_id, service_account_id, workspace_id, name, key_prefix, api_key_hash, scope, created_by_person_id, pii_approved_by_person_id)
         values ($1, $2, $3, $4, 'test', 'vgs_00000000', $5, $6, $7, $8)`,
        [brandId, orgId, accountId, workspaceId ?? null, hash, scope, owner.personId, approved ? approver.personId : null])
      return { hash, accountId }
    },
  }
}
