import type { CultureName } from './names.ts'
import type { Random } from './random.ts'

interface City {
  readonly name: string
  readonly postalCode: string | null
  readonly region: string | null
}

/** A tax of a country, or of one region of it. */
export interface TaxRule {
  readonly name: string
  readonly bps: number
  readonly region: string | null
}

export interface Country {
  readonly code: string
  readonly zone: string
  readonly locale: string
  readonly cultures: readonly CultureName[]
  readonly cities: readonly City[]
  readonly taxes: readonly TaxRule[]
  /** Currency its companies like to pay in, where the brand offers it. */
  readonly currency: string
  /** Start of a tax id; the rest are digits. */
  readonly taxIdPrefix: string
}

const city = (name: string, postalCode: string | null, region: string | null = null): City => ({ name, postalCode, region })
const vat = (name: string, bps: number): TaxRule => ({ name, bps, region: null })

const country = (code: string, zone: string, locale: string, currency: string, cultures: readonly CultureName[], taxes: readonly TaxRule[], cities: readonly City[]): Country =>
  ({ code, zone, locale, currency, cultures, taxes, cities, taxIdPrefix: code === 'US' ? '' : code === 'GR' ? 'EL' : code })

export const COUNTRIES: readonly Country[] = [
  country(
    'DE', 'Europe/Berlin', 'de', 'EUR', ['german', 'turkish', 'polish'], [vat('USt', 1900)],
    [city('Köln', '50667'), city('Leipzig', '04109'), city('Münster', '48143')],
  ),
  country('FR', 'Europe/Paris', 'fr', 'EUR', ['french', 'arabic', 'vietnamese'], [vat('TVA', 2000)], [city('Orléans', '45000'), city('Besançon', '25000')]),
  country('US', 'America/Chicago', 'en', 'USD', ['english', 'iberian', 'chinese', 'korean', 'indian'], [
    { name: 'State sales tax', bps: 625, region: 'IL' }, { name: 'City sales tax', bps: 125, region: 'IL' },
    { name: 'State sales tax', bps: 600, region: 'MI' },
  ],
    [city('Springfield', '62701', 'IL'), city('Ann Arbor', '48104', 'MI'), city('Portland', '97201', 'OR')]),
  country('GB', 'Europe/London', 'en', 'GBP', ['english', 'indian', 'polish'], [vat('VAT', 2000)], [city('Sheffield', 'S1 2HE'), city('Cardiff', 'CF10 1EP')]),
  country('IE', 'Europe/Dublin', 'en', 'EUR', ['english'], [vat('VAT', 2300)], [city('Baile Átha Luain', 'N37 E2T4')]),
  country('ES', 'Europe/Madrid', 'es', 'EUR', ['iberian'], [vat('IVA', 2100)], [city('A Coruña', '15001'), city('Logroño', '26001')]),
  country('PT', 'Europe/Lisbon', 'pt', 'EUR', ['iberian'], [vat('IVA', 2300)], [city('Évora', '7000-503')]),
  country('PL', 'Europe/Warsaw', 'pl', 'EUR', ['polish', 'ukrainian'], [vat('VAT', 2300)], [city('Łódź', '90-001'), city('Gdańsk', '80-001')]),
  country('SE', 'Europe/Stockholm', 'sv', 'EUR', ['nordic'], [vat('Moms', 2500)], [city('Malmö', '211 20'), city('Umeå', '903 26')]),
  country('GR', 'Europe/Athens', 'el', 'EUR', ['greek'], [vat('ΦΠΑ', 2400)], [city('Θεσσαλονίκη', '546 24')]),
  country('BG', 'Europe/Sofia', 'bg', 'EUR', ['bulgarian'], [vat('ДДС', 2000)], [city('Пловдив', '4000')]),
  country('UA', 'Europe/Kyiv', 'uk', 'USD', ['ukrainian'], [vat('ПДВ', 2000)], [city('Львів', '79000')]),
  country('TR', 'Europe/Istanbul', 'tr', 'USD', ['turkish'], [vat('KDV', 2000)], [city('İzmir', '35210')]),
  country('GE', 'Asia/Tbilisi', 'ka', 'USD', ['georgian'], [vat('VAT', 1800)], [city('ქუთაისი', '4600')]),
  country('IL', 'Asia/Jerusalem', 'he', 'USD', ['hebrew'], [vat('VAT', 1800)], [city('חיפה', '3100000')]),
  country('EG', 'Africa/Cairo', 'ar', 'USD', ['arabic'], [vat('VAT', 1400)], [city('الإسكندرية', '21500')]),
  country('IN', 'Asia/Kolkata', 'hi', 'USD', ['indian'], [vat('GST', 1800)], [city('पुणे', '411001')]),
  country('TH', 'Asia/Bangkok', 'th', 'USD', ['thai'], [vat('VAT', 700)], [city('เชียงใหม่', '50000')]),
  country('JP', 'Asia/Tokyo', 'ja', 'USD', ['japanese'], [vat('消費税', 1000)], [city('金沢市', '920-0961')]),
  country('KR', 'Asia/Seoul', 'ko', 'USD', ['korean'], [vat('VAT', 1000)], [city('대전', '34126')]),
  country('TW', 'Asia/Taipei', 'zh-TW', 'USD', ['chinese'], [vat('VAT', 500)], [city('臺南', '700')]),
  country('HK', 'Asia/Hong_Kong', 'zh-HK', 'USD', ['chinese', 'english'], [], [city('Kowloon', null)]),
  country('VN', 'Asia/Ho_Chi_Minh', 'vi', 'USD', ['vietnamese'], [vat('VAT', 800)], [city('Đà Nẵng', '550000')]),
]

const BY_CODE = new Map(COUNTRIES.map((entry) => [entry.code, entry]))

export function countryOf(code: string): Country {
  const found = BY_CODE.get(code)
  if (found === undefined) throw new RangeError(`no country ${code} in the demo world`)
  return found
}

/** E.164 numbers out of the ranges that regulators keep for films and books; nobody has them. */
export function fictionalPhone(choice: Random): string {
  const last = (from: number, to: number, width: number) => String(choice.int(from, to)).padStart(width, '0')
  return choice.pick([
    () => `+1${choice.pick(['202', '312', '415', '617'])}555${last(100, 199, 4)}`,
    () => `+447700900${last(0, 999, 3)}`,
    () => `+493023125${last(0, 999, 3)}`,
    () => `+3319900${last(0, 9999, 4)}`,
    () => `+61491570${last(6, 157, 3)}`,
    () => `+467017406${last(5, 99, 2)}`,
  ])()
}

/** An address of the blocks kept for documentation, so that it is nobody's. */
export function documentationAddress(choice: Random): string {
  if (choice.chance(0.15)) return `2001:db8:${choice.hex(4)}:${choice.hex(4)}::${choice.int(1, 9)}`.replace(/:0+(?=[0-9a-f])/g, ':')
  return `${choice.pick(['192.0.2', '198.51.100', '203.0.113'])}.${choice.int(1, 254)}`
}

export function digits(choice: Random, length: number): string {
  return Array.from({ length }, () => choice.int(0, 9)).join('')
}
