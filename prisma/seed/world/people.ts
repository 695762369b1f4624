import { DAY, HOUR, NOW } from '../clock.ts'
import { companyName, personName, slugOf } from '../names.ts'
import { PORTRAITS, SEATS } from '../personas.ts'
import { countryOf, fictionalPhone } from '../places.ts'
import type { Country } from '../places.ts'
import { numberInSlice, seedId } from '../ids.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import type { Brand } from './brands.ts'
import { COMPANIES, DUPLICATES, LONERS, PERSONS, STAFF, personId, personSeat, seatOf, userId } from './seats.ts'

export type PersonStatus = 'ACTIVE' | 'MERGED' | 'ERASURE_PENDING' | 'ERASED'
export type UserStatus = 'ACTIVE' | 'LOCKED' | 'DEACTIVATED' | 'ERASED'
export type UserRole = 'owner' | 'admin' | 'member' | 'analyst' | 'support' | 'auditor'

export interface PersonPlan {
  readonly n: number
  readonly id: string
  readonly type: 'HUMAN' | 'BUSINESS' | 'LEGAL_ENTITY'
  readonly given: string | null
  readonly family: string | null
  readonly full: string
  readonly local: string
  readonly country: Country
  readonly email: string | null
  readonly phone: string | null
  readonly createdAt: number
  readonly status: PersonStatus
  /** Survivor of a merge. */
  readonly mergedInto: number | null
  readonly mergedAt: number | null
  readonly erasureRequestedAt: number | null
  readonly org: number | null
}

export interface UserPlan {
  readonly id: string
  /** Number of the person who holds the account now. */
  readonly person: number
  readonly email: string
  readonly username: string
  readonly full: string
  readonly locale: string
  readonly role: UserRole
  readonly status: UserStatus
  readonly createdAt: number
  /** Set where a merge moved the account. */
  readonly selfAfter: number | null
}

export interface People {
  readonly persons: readonly PersonPlan[]
  readonly users: readonly UserPlan[]
  /** First account of the person with this number; absent for companies. */
  readonly userOf: ReadonlyMap<number, UserPlan>
}

/** How many of the duplicates were merged away; the rest wait for a decision. */
export const MERGED_DUPLICATES = 9
/** A merge can be undone for thirty days. */
export const MERGE_WINDOW = 30 * DAY
/** Merges happen over the last year, the last two inside the window. */
export const mergedAt = (i: number): number => NOW - (MERGED_DUPLICATES - i) * 14 * DAY + 5 * HOUR

const ERASED = 3
const ERASURE_PENDING = 5
const SECOND_ACCOUNTS = 10

const within = (n: number, { first, count }: { first: number; count: number }) => n >= first && n < first + count

/** The person of organization 0 whom a duplicate repeats. */
export const originalOf = (duplicate: number): number => (seatOf(0).persons[10] ?? 0) + (duplicate - DUPLICATES.first)

function statusOf(n: number): PersonStatus {
  if (within(n, { first: DUPLICATES.first, count: MERGED_DUPLICATES })) return 'MERGED'
  if (within(n, { first: LONERS.first, count: ERASED })) return 'ERASED'
  if (within(n, { first: LONERS.first + ERASED, count: ERASURE_PENDING })) return 'ERASURE_PENDING'
  return 'ACTIVE'
}

interface Sketch {
  readonly given: string | null
  readonly family: string | null
  readonly full: string
  readonly local: string
  readonly country: Country
}

function sketchOf(choice: Random, brand: Brand, slice: number, n: number): Sketch {
  const country = countryOf(choice.weighted(brand.countries))
  const portrait = slice === 0 ? PORTRAITS[brand.slug]?.[n] : undefined
  if (portrait !== undefined) {
    const full = n === SEATS.owner && brand.slug === 'globex' ? `${portrait.family} ${portrait.given}` : `${portrait.given} ${portrait.family}`
    return { ...portrait, full, country: countryOf(portrait.country) }
  }
  if (within(n, COMPANIES)) {
    const full = companyName(500 + brand.index * 20 + n - COMPANIES.first)
    return { given: null, family: null, full, local: slugOf(full), country }
  }
  return { ...personName(choice, choice.pick(country.cultures)), country }
}

/** Addresses stand on domains that can never be real. */
function domainOf(choice: Random, brand: Brand, slice: number, n: number): string {
  const prefix = slice === 0 ? '' : `s${slice}.`
  if (within(n, STAFF)) return `${prefix}${brand.slug}.example.com`
  return `${prefix}${choice.pick(['example.com', 'example.org', 'example.net', 'mail.test', 'post.example'])}`
}

function planPerson(brand: Brand, slice: number, n: number, sketch: Sketch, choice: Random, taken: Set<string>): PersonPlan {
  const portrayed = slice === 0 && PORTRAITS[brand.slug]?.[n] !== undefined
  const domain = portrayed && !within(n, STAFF) ? 'example.com' : domainOf(choice, brand, slice, n)
  let local = sketch.local
  for (let i = 2; taken.has(`${local}@${domain}`); i++) local = `${sketch.local}${i}`
  taken.add(`${local}@${domain}`)
  const status = statusOf(n)
  const company = within(n, COMPANIES)
  const silent = status === 'MERGED' || status === 'ERASED'
  const erased = n - LONERS.first
  return {
    n,
    id: personId({ brand, slice }, n),
    type: !company ? 'HUMAN' : n % 2 === 0 ? 'BUSINESS' : 'LEGAL_ENTITY',
    given: silent ? null : sketch.given,
    family: silent ? null : sketch.family,
    full: sketch.full,
    local,
    country: sketch.country,
    email: silent || (!portrayed && choice.chance(0.12)) ? null : `${local}@${domain}`,
    phone: silent || choice.chance(0.35) ? null : fictionalPhone(choice),
    createdAt: personSeat(n).createdAt,
    status,
    mergedInto: status === 'MERGED' ? originalOf(n) : null,
    mergedAt: status === 'MERGED' ? mergedAt(n - DUPLICATES.first) : null,
    erasureRequestedAt: status === 'ERASED' ? NOW - (90 - erased) * DAY : status === 'ERASURE_PENDING' ? NOW - (4 + erased * 6) * DAY : null,
    org: personSeat(n).org,
  }
}

const STAFF_ROLES: readonly UserRole[] = [
  'owner', 'support', 'support', 'analyst', 'member', 'auditor', 'admin', 'support', 'support', 'support', 'support', 'support', 'support',
  'support', 'support', 'analyst', 'auditor', 'admin',
]

function userStatusOf(person: PersonPlan, choice: Random): UserStatus {
  if (person.status === 'ERASED') return 'ERASED'
  if (person.status === 'ERASURE_PENDING') return 'DEACTIVATED'
  const orgMember = person.org !== null && personSeat(person.n).position > 3
  return orgMember ? choice.weighted([[93, 'ACTIVE'], [5, 'DEACTIVATED'], [2, 'LOCKED']]) : 'ACTIVE'
}

function planUser(brand: Brand, slice: number, person: PersonPlan, choice: Random): UserPlan {
  const id = userId({ brand, slice }, person.n)
  const status = userStatusOf(person, choice)
  const address = person.email ?? `${person.local}.${person.n}@${slice === 0 ? '' : `s${slice}.`}accounts.test`
  return {
    id,
    person: person.mergedInto ?? person.n,
    email: status === 'ERASED' ? `erased+${id}@erased.invalid` : address,
    username: status === 'ERASED' ? `erased-${id}` : `${person.local}.${slice * PERSONS + person.n}`,
    full: status === 'ERASED' ? 'Erased person' : person.full,
    locale: person.country.locale,
    role: within(person.n, STAFF) ? (STAFF_ROLES[person.n] ?? 'member') : 'member',
    status,
    createdAt: person.createdAt,
    selfAfter: person.mergedAt === null ? null : person.mergedAt + MERGE_WINDOW,
  }
}

/** Ten members of organization 1 have a second account, under an older address of theirs. */
function secondAccounts(brand: Brand, slice: number, persons: readonly PersonPlan[]): UserPlan[] {
  const holders = seatOf(1).persons.slice(5, 5 + SECOND_ACCOUNTS)
  return persons.filter(({ n }) => holders.includes(n)).map((person, i) => ({
    id: seedId(brand.index, 'identity.users', numberInSlice(slice, PERSONS + i), person.createdAt + DAY),
    person: person.n,
    email: `${person.local}.${person.n}.old@${slice === 0 ? '' : `s${slice}.`}accounts.test`,
    username: `${person.local}.old.${slice * PERSONS + person.n}`,
    full: person.full,
    locale: person.country.locale,
    role: 'member',
    status: i % 3 === 0 ? 'DEACTIVATED' : 'ACTIVE',
    createdAt: person.createdAt + DAY,
    selfAfter: null,
  }))
}

export function planPeople(brand: Brand, slice: number): People {
  const choice = random(`${brand.slug}/${slice}/people`)
  const sketches = Array.from({ length: PERSONS }, (_, n) => sketchOf(choice, brand, slice, n))
  const taken = new Set<string>()
  const persons = sketches.map((own, n) => {
    const sketch = within(n, DUPLICATES) ? (sketches[originalOf(n)] ?? own) : own
    return planPerson(brand, slice, n, sketch, choice, taken)
  })
  const first = persons.filter(({ n }) => !within(n, COMPANIES)).map((person) => ({ n: person.n, user: planUser(brand, slice, person, choice) }))
  return {
    persons,
    users: [...first.map(({ user }) => user), ...secondAccounts(brand, slice, persons)],
    userOf: new Map(first.map(({ n, user }) => [n, user])),
  }
}
