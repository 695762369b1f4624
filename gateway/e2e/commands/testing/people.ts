import { personas, SEATS } from '../../../../prisma/seed/personas.ts'
import { brands } from '../../../../prisma/seed/world/brands.ts'
import { personId, userId } from '../../../../prisma/seed/world/seats.ts'

/** Somebody of the demo data who sends commands. */
export interface Person {
  readonly name: string
  readonly brandId: string
  readonly personId: string
  readonly userId: string
}

const [acme] = brands
if (acme === undefined) throw new Error('The demo data has no brand.')

const seated = (name: string, seat: number): Person => ({ name, brandId: acme.id, personId: personId({ brand: acme, slice: 0 }, seat), userId: userId({ brand: acme, slice: 0 }, seat) })

/** The personas, the owner of their organization and the owner of the brand. */
export const people: readonly Person[] = [...personas, seated('owner', SEATS.owner), seated('brand-owner', 0)]
