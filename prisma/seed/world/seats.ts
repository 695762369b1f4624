import { DAY, FOUNDED, HISTORY_START, HOUR, NOW } from '../clock.ts'
import { numberInSlice, seedId } from '../ids.ts'

/**
 * Who sits where in a slice: forty organizations, 120 workspaces, 800 persons, numbered from 0.
 * Pure arithmetic, so that the id of any of them is known without building the world.
 */
export const ORGANIZATIONS = 40
export const WORKSPACES = 120
export const PERSONS = 800

export type OrgKind = 'ENTERPRISE' | 'TEAM' | 'PERSONAL'

interface Block {
  readonly kind: OrgKind
  readonly firstOrg: number
  readonly orgs: number
  readonly firstWorkspace: number
  readonly workspacesEach: number
  readonly firstPerson: number
  readonly personsEach: number
}

const BLOCKS: readonly Block[] = [
  { kind: 'ENTERPRISE', firstOrg: 0, orgs: 8, firstWorkspace: 0, workspacesEach: 6, firstPerson: 30, personsEach: 55 },
  { kind: 'TEAM', firstOrg: 8, orgs: 20, firstWorkspace: 48, workspacesEach: 3, firstPerson: 470, personsEach: 14 },
  { kind: 'PERSONAL', firstOrg: 28, orgs: 12, firstWorkspace: 108, workspacesEach: 1, firstPerson: 750, personsEach: 1 },
]

/** Persons who work for the brand itself: owner, admin, support, analysts, auditors. */
export const STAFF = { first: 0, count: 30 } as const
/** Companies that are persons of the law; they have no account. */
export const COMPANIES = { first: 762, count: 10 } as const
/** Second records of people of organization 0, most of them merged away. */
export const DUPLICATES = { first: 772, count: 12 } as const
/** People in no organization; some are erased or about to be. */
export const LONERS = { first: 784, count: 16 } as const

export interface Seat {
  readonly kind: OrgKind
  readonly workspaces: readonly number[]
  readonly persons: readonly number[]
}

export function seatOf(org: number): Seat {
  const block = BLOCKS.find((one) => org < one.firstOrg + one.orgs)
  if (block === undefined) throw new RangeError(`no organization ${org} in a slice`)
  const at = org - block.firstOrg
  return {
    kind: block.kind,
    workspaces: Array.from({ length: block.workspacesEach }, (_, i) => block.firstWorkspace + at * block.workspacesEach + i),
    persons: Array.from({ length: block.personsEach }, (_, i) => block.firstPerson + at * block.personsEach + i),
  }
}

/** Organizations open over a year, nine days apart; 17 is coprime with 40, so kinds come mixed. */
export function orgCreatedAt(org: number): number {
  return HISTORY_START + ((org * 17) % ORGANIZATIONS) * 9 * DAY
}

export function workspaceCreatedAt(org: number, position: number): number {
  return orgCreatedAt(org) + position * 36 * HOUR
}

/** Members come in groups of five of the same instant (imports), over the life of the organization; the first four are there at once. */
export function memberCreatedAt(org: number, position: number): number {
  const opened = orgCreatedAt(org)
  if (position < 4) return opened - (4 - position) * HOUR
  const groups = Math.ceil(seatOf(org).persons.length / 5)
  return opened + Math.floor((Math.floor(position / 5) * (NOW - opened - 20 * DAY)) / (groups * DAY)) * DAY + DAY
}

export function outsiderCreatedAt(person: number): number {
  return person < STAFF.count ? FOUNDED + (person + 1) * 2 * DAY : HISTORY_START + ((person * 7) % 400) * DAY
}

interface PersonSeat {
  readonly org: number | null
  readonly position: number
  readonly createdAt: number
}

export function personSeat(person: number): PersonSeat {
  const block = BLOCKS.find((one) => person >= one.firstPerson && person < one.firstPerson + one.orgs * one.personsEach)
  if (block === undefined) return { org: null, position: 0, createdAt: outsiderCreatedAt(person) }
  const org = block.firstOrg + Math.floor((person - block.firstPerson) / block.personsEach)
  const position = (person - block.firstPerson) % block.personsEach
  return { org, position, createdAt: memberCreatedAt(org, position) }
}

/** Where ids are made: a brand and one of its slices of forty organizations. */
export interface Ground {
  readonly brand: { readonly index: number; readonly id: string }
  readonly slice: number
}

export function orgId({ brand, slice }: Ground, org: number): string {
  return seedId(brand.index, 'organization.organizations', numberInSlice(slice, org), orgCreatedAt(org))
}

export function workspaceId({ brand, slice }: Ground, workspace: number): string {
  const { org, position } = workspaceSeat(workspace)
  return seedId(brand.index, 'organization.workspaces', numberInSlice(slice, workspace), workspaceCreatedAt(org, position))
}

export function workspaceSeat(workspace: number): { readonly org: number; readonly position: number } {
  const block = BLOCKS.find((one) => workspace < one.firstWorkspace + one.orgs * one.workspacesEach)
  if (block === undefined) throw new RangeError(`no workspace ${workspace} in a slice`)
  const at = workspace - block.firstWorkspace
  return { org: block.firstOrg + Math.floor(at / block.workspacesEach), position: at % block.workspacesEach }
}

export function personId({ brand, slice }: Ground, person: number): string {
  return seedId(brand.index, 'identity.persons', numberInSlice(slice, person), personSeat(person).createdAt)
}

/** The first account of a person has the person's number. */
export function userId({ brand, slice }: Ground, person: number): string {
  return seedId(brand.index, 'identity.users', numberInSlice(slice, person), personSeat(person).createdAt)
}
