import { DAY, HOUR, NOW } from '../clock.ts'
import { companyName, slugOf } from '../names.ts'
import { countryOf } from '../places.ts'
import type { Country } from '../places.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import type { Brand } from './brands.ts'
import type { People, PersonPlan } from './people.ts'
import { ORGANIZATIONS, orgCreatedAt, orgId, seatOf, workspaceCreatedAt, workspaceId } from './seats.ts'
import type { OrgKind } from './seats.ts'

export type WorkspaceStatus = 'ACTIVE' | 'SUSPENDED' | 'ARCHIVED' | 'DELETED'

export interface WorkspacePlan {
  readonly n: number
  readonly id: string
  readonly org: number
  readonly orgId: string
  readonly position: number
  readonly name: string
  readonly slug: string
  readonly region: string
  readonly status: WorkspaceStatus
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly deletionDueAt: number | null
}

export interface OrgPlan {
  readonly n: number
  readonly id: string
  readonly kind: OrgKind
  readonly name: string
  readonly slug: string
  readonly country: Country
  readonly owner: PersonPlan
  readonly createdAt: number
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED'
  readonly suspendedAt: number | null
  readonly closedAt: number | null
  readonly workspaces: readonly WorkspacePlan[]
}

const WORKSPACE_NAMES = ['Production', 'Research', 'Field Notes', 'Finance', 'Étude', 'Archive'] as const
const REGIONS = [[5, 'eu-central'], [3, 'us-east'], [2, 'ap-south']] as const

const SUSPENDED_ORG = 26
const CLOSED_ORGS: ReadonlySet<number> = new Set([27, 39])

interface WorkspaceLife {
  readonly status: WorkspaceStatus
  readonly archivedAt: number | null
  readonly deletionDueAt: number | null
}

/** The third workspace of the youngest teams has an end; everything else lives. */
function lifeOf(org: number, position: number): WorkspaceLife {
  const archivedAt = NOW - (12 + (org % 5) * 11) * DAY + 9 * HOUR
  if (CLOSED_ORGS.has(org)) return { status: 'DELETED', archivedAt: NOW - 70 * DAY, deletionDueAt: NOW - 40 * DAY }
  if (position === 2 && (org === 20 || org === 21)) return { status: 'ARCHIVED', archivedAt, deletionDueAt: null }
  if (position === 2 && org === 22) return { status: 'ARCHIVED', archivedAt, deletionDueAt: archivedAt + 30 * DAY }
  if (position === 2 && (org === 23 || org === 24)) return { status: 'SUSPENDED', archivedAt: null, deletionDueAt: null }
  return { status: 'ACTIVE', archivedAt: null, deletionDueAt: null }
}

function planWorkspaces(brand: Brand, slice: number, org: number, orgSlug: string, choice: Random): WorkspacePlan[] {
  return seatOf(org).workspaces.map((n, position) => {
    const name = seatOf(org).kind === 'PERSONAL' ? 'default' : (WORKSPACE_NAMES[position] ?? 'default')
    return {
      n,
      id: workspaceId({ brand, slice }, n),
      org,
      orgId: orgId({ brand, slice }, org),
      position,
      name,
      slug: `${orgSlug}-${slugOf(name)}`,
      region: choice.weighted(REGIONS),
      createdAt: workspaceCreatedAt(org, position),
      ...lifeOf(org, position),
    }
  })
}

function nameOf(brand: Brand, slice: number, org: number, owner: PersonPlan): string {
  return seatOf(org).kind === 'PERSONAL' ? owner.full : companyName(slice * ORGANIZATIONS + org + brand.index * 320)
}

function planOrganization(brand: Brand, slice: number, n: number, people: People, choice: Random): OrgPlan {
  const owner = people.persons[seatOf(n).persons[0] ?? 0]
  if (owner === undefined) throw new RangeError(`organization ${n} has no owner`)
  const name = nameOf(brand, slice, n, owner)
  const base = seatOf(n).kind === 'PERSONAL' ? `${slugOf(owner.local)}-${owner.n}` : slugOf(name)
  const slug = slice === 0 ? base : `${base}-${slice}`
  const closed = CLOSED_ORGS.has(n)
  return {
    n,
    id: orgId({ brand, slice }, n),
    kind: seatOf(n).kind,
    name,
    slug,
    country: countryOf(choice.weighted(brand.countries)),
    owner,
    createdAt: orgCreatedAt(n),
    status: closed ? 'CLOSED' : n === SUSPENDED_ORG ? 'SUSPENDED' : 'ACTIVE',
    suspendedAt: n === SUSPENDED_ORG ? NOW - 20 * DAY : null,
    closedAt: closed ? NOW - 30 * DAY : null,
    workspaces: planWorkspaces(brand, slice, n, slug, choice),
  }
}

export function planOrganizations(brand: Brand, slice: number, people: People): OrgPlan[] {
  const choice = random(`${brand.slug}/${slice}/organizations`)
  return Array.from({ length: ORGANIZATIONS }, (_, n) => planOrganization(brand, slice, n, people, choice))
}
