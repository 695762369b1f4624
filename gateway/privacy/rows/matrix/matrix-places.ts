import { brands } from '../../../../prisma/seed/world/brands.ts'
import { orgId, seatOf, workspaceId } from '../../../../prisma/seed/world/seats.ts'
import type { MatrixHolder } from './matrix-holder.ts'

/** Numbers of organizations of the seed, by their state. */
const HOMES = { ACTIVE: 0, SUSPENDED: 26, CLOSED: 27 } as const

/** Where a holder stands; the same for all holders of one brand and home. */
export interface MatrixPlaces {
  readonly brandId: string
  readonly orgId: string
  /** The home workspace, then its siblings. */
  readonly workspaces: readonly [string, ...string[]]
}

/** The places of a holder in the demo data. */
export function placesOf({ brand: slug, home = 'ACTIVE' }: Pick<MatrixHolder, 'brand' | 'home'>): MatrixPlaces {
  const brand = brands.find((candidate) => candidate.slug === slug)
  const number = HOMES[home]
  const [first, ...others] = seatOf(number).workspaces
  if (brand === undefined || first === undefined) throw new Error(`The demo data has no place for ${slug}.`)
  const ground = { brand, slice: 0 }
  return { brandId: brand.id, orgId: orgId(ground, number), workspaces: [workspaceId(ground, first), ...others.map((n) => workspaceId(ground, n))] }
}
