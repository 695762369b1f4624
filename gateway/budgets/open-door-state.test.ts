import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { aPerson } from '../../schema/policy/test-principal.ts'
import type { BreakGlass, Principal } from '../../schema/policy/principal.ts'
import type { DoorState } from './door-state.ts'
import { openDoorState } from './open-door-state.ts'

/** Two gateways, each with connections of its own. */
let doors: readonly [DoorState, DoorState]

beforeAll(() => {
  doors = [openDoorState(testDatabase()), openDoorState(testDatabase())]
})
afterAll(() => Promise.all(doors.map(door => door.close())))

const somebody = (parts: Partial<Principal> = {}): Principal => aPerson({ brandId: randomUUID(), id: randomUUID(), personId: randomUUID(), ...parts })

const query = async (text: string, values: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  withClient(testDatabase().superuserUrl, async client => (await client.query(text, [...values])).rows)

const used = async ({ brandId }: Principal): Promise<Readonly<Record<string, unknown>>> => {
  const rows = await query('select principal, kind, span, used from gateway.budgets where brand_id = $1', [brandId])
  return Object.fromEntries(rows.map(row => [`${String(row.principal).slice(0, 5)} ${String(row.kind)} ${String(row.span)}`, row.used]))
}

/** As many requests as there is no room for, half of them through each gateway. */
const storm = async (principal: Principal, demand: { readonly subjects: number, readonly lookups: number }, requests: number): Promise<number> => {
  const outcomes = await Promise.all(Array.from({ length: requests }, (_, number) => doors[number % 2 === 0 ? 0 : 1].reserve(principal, demand)))
  return outcomes.filter(Boolean).length
}

describe('a budget', () => {
  it('of 100 subjects an hour is not exceeded by two gateways together', async () => {
    const principal = somebody()
    expect(await storm(principal, { subjects: 7, lookups: 0 }, 60)).toBe(14)
    expect(await used(principal)).toEqual({ 'PERSO REVEAL HOUR': 98, 'PERSO REVEAL DAY': 98 })
  })

  it('of 60 lookups an hour is not exceeded by two gateways together', async () => {
    const principal = somebody()
    expect(await storm(principal, { subjects: 0, lookups: 20 }, 20)).toBe(3)
    expect(await used(principal)).toEqual({ 'PERSO LOOKUP HOUR': 60, 'PERSO LOOKUP DAY': 60, 'BRAND LOOKUP DAY': 60 })
  })

  it('is used up to the last one', async () => {
    const principal = somebody()
    expect([await doors[0].reserve(principal, { subjects: 99, lookups: 0 }), await doors[1].reserve(principal, { subjects: 2, lookups: 0 }), await doors[1].reserve(principal, { subjects: 1, lookups: 0 })])
      .toEqual([true, false, true])
  })

  it('never has room for more than its whole', async () => {
    for (const subjects of [101, 20 ** 7 * 2]) expect(await doors[0].reserve(somebody(), { subjects, lookups: 0 })).toBe(false)
  })

  it('of the day holds when that of the hour is new', async () => {
    const principal = somebody()
    await doors[0].reserve(principal, { subjects: 100, lookups: 0 })
    await query(`update gateway.budgets set used = 450 where brand_id = $1 and span = 'DAY'`, [principal.brandId])
    await query(`update gateway.budgets set starts_at = starts_at - interval '1 hour' where brand_id = $1 and span = 'HOUR'`, [principal.brandId])
    expect(await storm(principal, { subjects: 10, lookups: 0 }, 20)).toBe(5)
  })

  it('of the brand holds for all its people', async () => {
    const first = somebody()
    await doors[0].reserve(first, { subjects: 0, lookups: 1 })
    await query(`update gateway.budgets set used = 4995 where brand_id = $1 and principal = 'BRAND'`, [first.brandId])
    const others = Array.from({ length: 8 }, () => somebody({ brandId: first.brandId }))
    const outcomes = await Promise.all(others.map((other, number) => doors[number % 2 === 0 ? 0 : 1].reserve(other, { subjects: 0, lookups: 1 })))
    expect(outcomes.filter(Boolean)).toHaveLength(5)
  })

  it('is taken whole or not at all', async () => {
    const principal = somebody()
    await doors[0].reserve(principal, { subjects: 90, lookups: 0 })
    expect(await doors[1].reserve(principal, { subjects: 20, lookups: 5 })).toBe(false)
    expect(await used(principal)).toEqual({ 'PERSO REVEAL HOUR': 90, 'PERSO REVEAL DAY': 90 })
  })

  it('is one for all accounts of a person, and another for somebody else', async () => {
    const principal = somebody()
    expect(await doors[0].reserve(principal, { subjects: 100, lookups: 0 })).toBe(true)
    expect(await doors[0].reserve({ ...principal, id: randomUUID() }, { subjects: 1, lookups: 0 })).toBe(false)
    expect(await doors[0].reserve({ ...principal, personId: randomUUID() }, { subjects: 1, lookups: 0 })).toBe(true)
  })

  it('of lookups is also that of the person in whose name it is done', async () => {
    const partner = { id: randomUUID(), personId: randomUUID(), clearances: [], assignments: [], brandPermissions: [], scopes: [] }
    const [one, other] = [somebody({ onBehalfOf: partner }), somebody({ onBehalfOf: partner })]
    expect(await storm(one, { subjects: 0, lookups: 10 }, 4)).toBe(4)
    expect(await storm({ ...other, brandId: one.brandId }, { subjects: 0, lookups: 10 }, 4)).toBe(2)
  })

  it('is not reserved for a brand that is none', async () => {
    await expect(doors[0].reserve(somebody({ brandId: "x' or true" }), { subjects: 1, lookups: 0 })).rejects.toThrow()
  })
})

describe('counters of windows that are over', () => {
  const DAYS = [0, 1, 2, 4, 30]

  /** Spends once in a brand that spent on days before, and in another one; the ages of what is left there, in days. */
  const leftAfter = async (sweepEveryMs?: number): Promise<readonly unknown[]> => {
    const [principal, other] = [somebody(), somebody()]
    for (const { brandId } of [principal, other]) {
      await query(`insert into gateway.budgets (brand_id, principal, kind, span, starts_at, used)
        select $1, 'PERSON:x', 'REVEAL', 'DAY', date_trunc('day', now(), 'UTC') - days * interval '1 day', 1 from unnest($2::int[]) days`, [brandId, DAYS])
    }
    const door = openDoorState({ ...testDatabase(), sweepEveryMs })
    expect(await door.reserve(principal, { subjects: 1, lookups: 0 })).toBe(true)
    await door.close()
    const left = async (brandId: string): Promise<unknown> => (await query(
      `select (extract(epoch from date_trunc('day', now(), 'UTC') - starts_at) / 86400)::int as days from gateway.budgets where brand_id = $1 and principal = 'PERSON:x' order by 1`, [brandId],
    )).map(({ days }) => days)
    return [await left(principal.brandId), await left(other.brandId)]
  }

  it('are cleared two days later, in the brand that spends', async () => {
    expect(await leftAfter(0)).toEqual([[0, 1, 2], DAYS])
  })

  it('wait until a process has run for an hour', async () => {
    expect(await leftAfter()).toEqual([DAYS, DAYS])
  })
})

describe('an emergency access', () => {
  const breakGlass = (principal: Principal, grantId: string = randomUUID()): BreakGlass => ({
    grantId, subject: { kind: 'PERSON', personId: principal.personId ?? '' }, categories: ['CONTACT'], purpose: 'SECURITY', exp: Date.now() + 60_000,
  })

  /** The row of the audit module, which the mirror repeats. */
  const open = (principal: Principal, { grantId }: BreakGlass) => query(
    `insert into audit.break_glass_grants (brand_id, id, principal_person_id, subject_person_id, categories, purpose, reason, ticket_reference, starts_at, expires_at, review_due_at)
     values ($1, $2, $3, $3, '{CONTACT}', 'SECURITY', 'the account has to be checked', 'incident', now() - interval '1 minute', now() + interval '1 minute', now() + interval '1439 minutes')`,
    [principal.brandId, grantId, principal.personId],
  )

  const mirror = async (principal: Principal, { grantId }: BreakGlass, change = ''): Promise<void> => {
    await query(
      `insert into gateway.break_glass (brand_id, id, principal_person_id, subject_person_id, categories, purpose, starts_at, expires_at, review_due_at)
       values ($1, $2, $3, $3, '{CONTACT}', 'SECURITY', now() - interval '1 minute', now() + interval '1 minute', now() + interval '1 day')`,
      [principal.brandId, grantId, principal.personId],
    )
    if (change !== '') await query(`update gateway.break_glass set ${change} where id = $1`, [grantId])
  }

  it('runs from its start until its end, for its holder alone', async () => {
    const principal = somebody()
    const grant = breakGlass(principal)
    expect(await doors[0].isRunning(principal, grant)).toBe(false)
    await mirror(principal, grant)
    expect(await doors[0].isRunning(principal, grant)).toBe(false)
    await open(principal, grant)
    expect(await doors[0].isRunning(principal, grant)).toBe(true)
    expect(await doors[1].isRunning({ ...principal, personId: randomUUID() }, grant)).toBe(false)
    expect(await doors[1].isRunning({ ...principal, brandId: randomUUID() }, grant)).toBe(false)
  })

  it.each([['was ended', 'ended_at = now()'], ['is over', "expires_at = now() - interval '1 second'"], ['begins later', "starts_at = now() + interval '30 seconds'"]])('does not run where it %s', async (_, change) => {
    const principal = somebody()
    const grant = breakGlass(principal)
    await open(principal, grant)
    await mirror(principal, grant, change)
    expect(await doors[0].isRunning(principal, grant)).toBe(false)
  })

  it('is over as soon as its own row says so, before the mirror is told', async () => {
    const principal = somebody()
    const grant = breakGlass(principal)
    await open(principal, grant)
    await mirror(principal, grant)
    await query(`update audit.break_glass_grants set status = 'ENDED', ended_at = now(), ended_by_person_id = $2 where id = $1`, [grant.grantId, principal.personId])
    expect(await doors[0].isRunning(principal, grant)).toBe(false)
  })

  it('does not run where its id is none', async () => {
    expect(await doors[0].isRunning(somebody(), breakGlass(somebody(), "'; --"))).toBe(false)
  })
})
