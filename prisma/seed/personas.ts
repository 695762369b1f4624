import { brands } from './world/brands.ts'
import type { Brand } from './world/brands.ts'
import { orgId, personId, userId, workspaceId } from './world/seats.ts'
import type { Ground } from './world/seats.ts'

/** Somebody of the demo world whom a development token can speak for. */
export interface Persona {
  readonly name: string
  readonly description: string
  /** Slug of the brand. */
  readonly brand: string
  readonly brandId: string
  readonly brandName: string
  readonly clearances: readonly string[]
  readonly personId: string
  readonly userId: string
  readonly orgs: readonly string[]
  readonly workspaces: readonly string[]
  readonly purposes: readonly string[]
  /** Number of the person in slice 0. */
  readonly seat: number
}

/** Name and address of a persona, so that the pages of the documentation can show them. */
export interface Portrait {
  readonly given: string
  readonly family: string
  readonly local: string
  readonly country: string
}

/** Seats 30, 31, … are the members of organization 0 in order: its owner, then the personas; 85 is the owner of organization 1. */
export const SEATS = { privacyOfficer: 4, support: 1, supportLead: 2, analyst: 3, auditor: 5, owner: 30, admin: 31, member: 32, billingAdmin: 33 } as const

/** Workspaces of organization 0 that the admin administers; the member works in the first. */
export const ADMINISTERED_WORKSPACES = [0, 1, 2] as const

interface BrandGround extends Ground {
  readonly brand: Brand
}

const ground = (index: number): BrandGround => {
  const brand = brands[index]
  if (brand === undefined) throw new RangeError(`no brand ${index}`)
  return { brand, slice: 0 }
}
const ACME = ground(0)
const GLOBEX = ground(1)

type Role = Pick<Persona, 'name' | 'description' | 'clearances' | 'purposes' | 'seat'> & {
  readonly orgs?: readonly number[]
  readonly workspaces?: readonly number[]
}

function persona(on: BrandGround, { orgs = [], workspaces = [], ...role }: Role): Persona {
  return {
    ...role,
    brand: on.brand.slug,
    brandId: on.brand.id,
    brandName: on.brand.name,
    personId: personId(on, role.seat),
    userId: userId(on, role.seat),
    orgs: orgs.map((org) => orgId(on, org)),
    workspaces: workspaces.map((workspace) => workspaceId(on, workspace)),
  }
}

export const personas: readonly Persona[] = [
  persona(
    ACME,
    {
      name: 'member', description: 'Works in one workspace of the organization Lumen Harbor', clearances: ['member'], purposes: ['SERVICE'],
      seat: SEATS.member, orgs: [0], workspaces: [0],
    },
  ),
  persona(
    ACME,
    {
      name: 'admin', description: 'Administers three workspaces of Lumen Harbor', clearances: ['admin'], purposes: ['SERVICE'], seat: SEATS.admin,
      orgs: [0], workspaces: ADMINISTERED_WORKSPACES,
    },
  ),
  persona(
    ACME,
    {
      name: 'billing-admin', description: 'Looks after the bills of Lumen Harbor', clearances: ['billing_admin'], purposes: ['SERVICE', 'BILLING'],
      seat: SEATS.billingAdmin, orgs: [0],
    },
  ),
  persona(ACME, { name: 'support', description: 'Answers tickets for Acme', clearances: ['support'], purposes: ['SUPPORT'], seat: SEATS.support }),
  persona(
    ACME,
    { name: 'support-lead', description: 'Leads the support of Acme', clearances: ['support', 'support_lead'], purposes: ['SUPPORT'], seat: SEATS.supportLead },
  ),
  persona(ACME, { name: 'analyst', description: 'Counts and compares for Acme', clearances: ['analyst'], purposes: ['ANALYTICS'], seat: SEATS.analyst }),
  persona(ACME, { name: 'auditor', description: 'Audits Acme', clearances: ['auditor'], purposes: ['AUDIT'], seat: SEATS.auditor }),
  persona(
    ACME,
    {
      name: 'privacy-officer', description: 'Answers for the personal data of Acme', clearances: ['privacy_officer'],
      purposes: ['LEGAL', 'DSAR', 'SECURITY'], seat: SEATS.privacyOfficer,
    },
  ),
  persona(
    GLOBEX,
    {
      name: 'other-brand-admin', description: 'Administers three workspaces at Globex, another brand', clearances: ['admin'], purposes: ['SERVICE'],
      seat: SEATS.admin, orgs: [0], workspaces: ADMINISTERED_WORKSPACES,
    },
  ),
]

/** People of slice 0 whose names do not come from chance, by brand slug and seat. */
export const PORTRAITS: Readonly<Record<string, Readonly<Record<number, Portrait>>>> = {
  acme: {
    [SEATS.owner]: { given: 'Ελένη', family: 'Γεωργίου', local: 'eleni.georgiou', country: 'GR' },
    [SEATS.admin]: { given: 'Łukasz', family: 'Wójcik', local: 'lukasz.wojcik', country: 'PL' },
    [SEATS.member]: { given: 'Zoë', family: 'Ångström', local: 'zoe.angstrom', country: 'SE' },
    [SEATS.billingAdmin]: { given: 'Begoña', family: 'Ibáñez', local: 'begona.ibanez', country: 'ES' },
    [SEATS.support]: { given: 'Тарас', family: 'Коваленко', local: 'taras.kovalenko', country: 'UA' },
    [SEATS.supportLead]: { given: 'ليلى', family: 'منصور', local: 'layla.mansour', country: 'EG' },
    [SEATS.analyst]: { given: 'दीया', family: 'अय्यर', local: 'diya.iyer', country: 'IN' },
    [SEATS.auditor]: { given: 'Götz', family: 'Großmann', local: 'gotz.grossmann', country: 'DE' },
    [SEATS.privacyOfficer]: { given: 'Siobhán', family: 'MacAulay', local: 'siobhan.macaulay', country: 'IE' },
  },
  globex: {
    [SEATS.owner]: { given: '健太', family: '髙橋', local: 'kenta.takahashi', country: 'JP' },
    [SEATS.admin]: { given: 'Imogen', family: 'Fairweather', local: 'imogen.fairweather', country: 'GB' },
  },
}
