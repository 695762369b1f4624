import { FOUNDED } from '../clock.ts'
import { seedId } from '../ids.ts'

export interface Brand {
  readonly index: number
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly hosts: readonly string[]
  /** The default currency and the second one that prices exist in. */
  readonly currencies: readonly [string, string]
  readonly locale: string
  readonly timeZone: string
  /** Where its customers sit: country codes with weights. */
  readonly countries: readonly (readonly [weight: number, code: string])[]
}

const brand = (index: number, rest: Omit<Brand, 'index' | 'id'>): Brand =>
  ({ index, id: seedId(index, 'platform.brands', 0, FOUNDED), ...rest })

export const brands: readonly Brand[] = [
  brand(0, {
    slug: 'acme', name: 'Acme', hosts: ['acme.localhost', 'acme.test'], currencies: ['EUR', 'USD'], locale: 'en', timeZone: 'Europe/Berlin',
    countries: [
      [22, 'DE'], [12, 'FR'], [12, 'US'], [7, 'ES'], [6, 'SE'], [6, 'PL'], [5, 'GR'], [5, 'BG'], [4, 'IE'], [4, 'PT'], [4, 'UA'], [3, 'TR'],
      [2, 'GE'], [2, 'IL'], [2, 'EG'], [2, 'IN'], [1, 'JP'], [1, 'VN'],
    ],
  }),
  brand(1, {
    slug: 'globex', name: 'Globex', hosts: ['globex.localhost', 'globex.test'], currencies: ['USD', 'GBP'], locale: 'en', timeZone: 'America/Chicago',
    countries: [
      [28, 'US'], [18, 'GB'], [10, 'IN'], [8, 'JP'], [6, 'TW'], [6, 'KR'], [5, 'TH'], [5, 'HK'], [4, 'EG'], [4, 'IE'], [3, 'DE'], [2, 'IL'], [1, 'VN'],
    ],
  }),
]
