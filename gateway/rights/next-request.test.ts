import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDoorState } from '../budgets/open-door-state.ts'
import type { DoorState } from '../budgets/door-state.ts'
import { openRights } from './open-rights.ts'
import type { Rights } from './open-rights.ts'
import type { Identified } from '../authenticate/identified.ts'
import { staffedBrand } from './testing/staffed-brand.ts'
import type { Employee, StaffedDatabase } from './testing/staffed-brand.ts'
import { threeProcesses } from './testing/three-processes.ts'
import type { RightsProcess } from './testing/three-processes.ts'

let brand: StaffedDatabase
let rights: Rights
let state: DoorState
let processes: readonly RightsProcess[]

beforeAll(async () => {
  brand = await staffedBrand()
  rights = openRights({ connectionFor: brand.database.connectionFor })
  state = openDoorState({ connectionFor: brand.database.connectionFor })
  processes = await threeProcesses(brand.database.connectionFor('migration'))
})
afterAll(async () => {
  for (const one of processes ?? []) one.stop()
  await rights?.close()
  await state?.close()
  await brand?.drop()
})

const account = ({ userId }: Employee): Identified => ({ via: 'DEVELOPMENT', brandId: brand.brandId, userId, scopes: [], purposes: [], exp: 0 })
const token = (hash: string): Identified => ({ via: 'TOKEN', brandId: brand.brandId, hashes: [hash] })

/** Everybody's answer to the same question, this process first. */
const everybody = async (who: Identified): Promise<readonly string[]> => {
  const answers = await Promise.all([rights.holderOf(who), ...processes.map(one => one.ask({ who }))])
  return answers.map(answer => JSON.stringify(answer ?? null))
}

const figures: string[] = []

/**
 * Everybody knows the caller and has asked twice, so that nothing is cold; then something changes, and the very next question of everybody
 * must be answered from what is committed.
 */
const seenByTheNext = async (name: string, who: Identified, change: () => Promise<unknown>): Promise<{ readonly before: string, readonly after: string }> => {
  await everybody(who)
  const before = await everybody(who)
  expect(new Set(before).size).toBe(1)
  await change()
  const committed = performance.now()
  const after = await everybody(who)
  figures.push(`${name}: ${(performance.now() - committed).toFixed(1)} ms`)
  expect(new Set(after).size).toBe(1)
  expect(after[0]).not.toBe(before[0])
  return { before: before[0] ?? '', after: after[0] ?? '' }
}

describe('the next request, here and in three other processes, sees', () => {
  it('a role that was given and one that was taken', async () => {
    const employee = await brand.member()
    let id = ''
    const given = await seenByTheNext('role given', account(employee), async () => { id = await brand.assign(employee, 'workspace.admin', { workspaceId: brand.workspaceIds[0] }) })
    expect(given.after).toContain(brand.workspaceIds[0])
    const taken = await seenByTheNext('role taken', account(employee), () => brand.sql(`update organization.role_assignments set status = 'REVOKED', revoked_at = now() where id = $1`, [id]))
    expect(taken.after).not.toContain(brand.workspaceIds[0])
  })

  it('a role whose permissions changed', async () => {
    const employee = await brand.member()
    const [role] = await brand.sql(
      `insert into organization.roles (brand_id, org_id, key, name, level, permissions) values ($1, $2, 'custom.reader', 'reader', 'ORG', '{billing.invoice.read}') returning id`, [brand.brandId, brand.orgId])
    await brand.sql(`insert into organization.role_assignments (brand_id, org_id, role_id, person_id) values ($1, $2, $3, $4)`, [brand.brandId, brand.orgId, role?.id, employee.personId])
    const { before, after } = await seenByTheNext('role changed', account(employee), () => brand.sql(`update organization.roles set permissions = '{support.ticket.read}' where id = $1`, [role?.id]))
    expect([before.includes('billing.invoice.read'), after.includes('billing.invoice.read')]).toEqual([true, false])
  })

  it('a member who was removed, and one who was suspended', async () => {
    const [removed, suspended] = [await brand.member(), await brand.member()]
    const first = await seenByTheNext('member removed', account(removed), () => brand.sql(
      `update organization.org_members set status = 'REMOVED', removed_at = now(), removed_reason = 'REMOVED' where person_id = $1`, [removed.personId]))
    expect(first.after).toContain('"assignments":[]')
    const second = await seenByTheNext('member suspended', account(suspended), () => brand.sql(
      `update organization.org_members set status = 'SUSPENDED', suspended_at = now() where person_id = $1`, [suspended.personId]))
    expect(second.after).toContain('"assignments":[]')
  })

  it('a personal token that was revoked', async () => {
    const hash = await brand.token(await brand.member(), ['organization.*'])
    const { after } = await seenByTheNext('token revoked', token(hash), () => brand.sql(
      `update identity.personal_access_tokens set status = 'REVOKED', revoked_at = now(), revoked_reason = 'USER' where token_hash = $1`, [hash]))
    expect(after).toBe('null')
  })

  it('a session that was ended', async () => {
    const hash = await brand.session(await brand.member())
    const { after } = await seenByTheNext('session revoked', { via: 'SESSION', brandId: brand.brandId, hashes: [hash] }, () => brand.sql(
      `update identity.sessions set status = 'REVOKED', revoked_at = now(), revoked_reason = 'LOGOUT' where session_token = $1`, [hash]))
    expect(after).toBe('null')
  })

  it('a key that was revoked, and a service account that was disabled', async () => {
    const [key, other] = [await brand.key('entitlements.*'), await brand.key('entitlements.*')]
    const revoked = await seenByTheNext('key revoked', { via: 'KEY', brandId: brand.brandId, hashes: [key.hash] }, () => brand.sql(
      `update organization.service_account_keys set status = 'REVOKED', revoked_at = now(), revoked_reason = 'MANUAL' where api_key_hash = $1`, [key.hash]))
    const disabled = await seenByTheNext('account disabled', { via: 'KEY', brandId: brand.brandId, hashes: [other.hash] }, () => brand.sql(
      `update organization.service_accounts set status = 'DISABLED', disabled_at = now() where id = $1`, [other.accountId]))
    expect([revoked.after, disabled.after]).toEqual(['null', 'null'])
  })

  it('a clearance that was revoked, and an account role that changed', async () => {
    const [officer, supporter] = [await brand.person(), await brand.person('support')]
    const id = await brand.grant(officer, 'privacy_officer')
    const { before, after } = await seenByTheNext('clearance revoked', account(officer), () => brand.sql(
      `update identity.clearance_grants set status = 'REVOKED', revoked_at = now(), revoked_by_person_id = $2 where id = $1`, [id, brand.owner.personId]))
    expect([before.includes('"privacy_officer"'), after.includes('"privacy_officer"')]).toEqual([true, false])
    const changed = await seenByTheNext('account role changed', account(supporter), () => brand.sql(`update identity.users set role = 'member' where id = $1`, [supporter.userId]))
    expect(changed.after).toContain('"clearances":[]')
  })

  it('an account that was locked, and a person who was merged away', async () => {
    const [locked, merged] = [await brand.member(), await brand.member()]
    const first = await seenByTheNext('account locked', account(locked), () => brand.sql(`update identity.users set status = 'LOCKED' where id = $1`, [locked.userId]))
    const second = await seenByTheNext('person merged', account(merged), () => brand.sql(
      `update identity.persons set status = 'MERGED', merged_into_person_id = $2 where id = $1`, [merged.personId, brand.owner.personId]))
    expect([first.after, second.after]).toEqual(['null', 'null'])
  })

  it('an organization that was suspended, and a workspace that was archived', async () => {
    const employee = await brand.member()
    await brand.assign(employee, 'workspace.admin', { workspaceId: brand.workspaceIds[1] })
    const archived = await seenByTheNext('workspace archived', account(employee), () => brand.sql(
      `update organization.workspaces set status = 'ARCHIVED', archived_at = now() where id = $1`, [brand.workspaceIds[1]]))
    expect([archived.before.includes('"organization.workspace.*"'), archived.after.includes('"organization.workspace.*"')]).toEqual([true, false])
    expect(archived.after).toContain('"organization.workspace.read"')
    const owner = await seenByTheNext('organization suspended', account(brand.owner), () => brand.sql(
      `update organization.organizations set status = 'SUSPENDED', suspended_at = now() where id = $1`, [brand.orgId]))
    expect([owner.before.includes('"*"'), owner.after.includes('"*"'), owner.after.includes('"billing.*"')]).toEqual([true, false, true])
    await brand.sql(`update organization.organizations set status = 'ACTIVE' where id = $1`, [brand.orgId])
  })

  it('an emergency access that was ended', async () => {
    const lead = await brand.person('support')
    const [grantId, subject] = [randomUUID(), brand.owner.personId]
    const times = `now() - interval '1 minute', now() + interval '5 minutes', now() - interval '1 minute' + interval '24 hours'`
    const values = [brand.brandId, grantId, lead.personId, subject]
    await brand.sql(`insert into audit.break_glass_grants (brand_id, id, principal_person_id, subject_person_id, categories, purpose, reason, ticket_reference, starts_at, expires_at, review_due_at)
      values ($1, $2, $3, $4, '{CONTACT}', 'SECURITY', 'the account has to be checked', 'incident', ${times})`, values)
    await brand.sql(`insert into gateway.break_glass (brand_id, id, principal_person_id, subject_person_id, categories, purpose, starts_at, expires_at, review_due_at)
      values ($1, $2, $3, $4, '{CONTACT}', 'SECURITY', ${times})`, values)
    const holder = await rights.holderOf(account(lead))
    if (!holder) throw new Error('the lead is nobody')
    const access = {
      principal: { ...holder, purpose: 'SECURITY' },
      breakGlass: { grantId, subject: { kind: 'PERSON', personId: subject }, categories: ['CONTACT'], purpose: 'SECURITY', exp: Date.now() + 60_000 },
    } as const
    const ask = () => Promise.all([state.isRunning(access.principal, access.breakGlass), ...processes.map(one => one.ask({ access }))])
    expect(await ask()).toEqual([true, true, true, true])
    await brand.sql(`update audit.break_glass_grants set status = 'ENDED', ended_at = now(), ended_by_person_id = $2 where id = $1`, [grantId, lead.personId])
    const committed = performance.now()
    expect(await ask()).toEqual([false, false, false, false])
    figures.push(`emergency access ended: ${(performance.now() - committed).toFixed(1)} ms`)
  })

  it('and nobody is told anything older: so many milliseconds after the commit all four had said it', () => {
    process.stdout.write(`${figures.join('\n')}\n`)
    expect(figures).toHaveLength(16)
  })
})
