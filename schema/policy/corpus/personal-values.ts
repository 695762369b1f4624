import type { Chance } from './chance.ts'
import type { Kind, Language } from './languages.ts'

const DIGITS = '0123456789'
const HEX = '0123456789abcdef'
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const NAMES: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  en: ['olivia.marsh', 'tom_hanley', 'j.o.baker', 'priya', "s.o'neill", 'marketing+eu'],
  de: ['jürgen.weiß', 'anna-lena.vogt', 'k.schäfer', 'buchhaltung', 'moritz_84', 'h.von.berg'],
  fr: ['zoé.lefèvre', 'jean-luc', 'c.moreau', 'comptabilite', 'amélie_b', 'service.client'],
  es: ['begoña.ruiz', 'iñaki', 'm.garcia-lopez', 'facturacion', 'lucia_77', 'jose.maria'],
  it: ['niccolò.ferri', 'giulia', 'a.de-luca', 'amministrazione', 'marco_r', 'ufficio.acquisti'],
}
const DOMAINS: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  en: ['example.com', 'mail.example.co.uk', 'northwind.io', 'team.example.org'],
  de: ['beispiel.de', 'müller-bau.example', 'post.example.net', 'firma-online.de'],
  fr: ['exemple.fr', 'société.example', 'courrier.example.fr', 'atelier-lyon.fr'],
  es: ['ejemplo.es', 'correo.example.es', 'peñascal.example', 'tienda.com.mx'],
  it: ['esempio.it', 'posta.example.it', 'studio-legale.it', 'azienda.example.eu'],
}

function email(chance: Chance, language: Language): string {
  if (chance.below(20) === 0) return spelledEmail(chance, language)
  const [name, domain] = [chance.pick(NAMES[language]), chance.pick(DOMAINS[language])]
  return chance.pick([`${name}@${domain}`, `${name}@${domain}`, `${name}@${domain}`, `${name.toUpperCase()}@${domain.toUpperCase()}`, `${name} (at) ${domain}`, `${name}[at]${domain}`])
}

const SPELLED: Readonly<Record<Language, string>> = { en: ' at ', de: ' ät ', fr: ' arobase ', es: ' arroba ', it: ' chiocciola ' }

/** As people write it who do not want it to be read by machines. */
function spelledEmail(chance: Chance, language: Language): string {
  const [name, domain] = [chance.pick(NAMES[language]), chance.pick(DOMAINS[language])]
  return chance.pick([`${name}${SPELLED[language]}${domain}`, `${name} @ ${domain}`, `${name}(a)${domain}`, `${name}@ ${domain}`])
}

/** `#` is any digit; the rest stands for itself. */
const PHONES: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  en: ['(212) 555-01##', '212-555-01##', '+1 415 555 01##', '+1-646-555-01##', '07700 900###', '+44 20 7946 0###', '020 7946 0###', '415.555.01##', '1-800-555-01##'],
  de: ['0151 2345####', '030 90182####', '+49 30 901820##', '+49 (0)89 1234####', '0049 171 234####', '(0221) 4567##', '0711/1234##', '0171-23456##', '+49151234567##'],
  fr: ['06 12 34 5# ##', '+33 6 12 34 5# ##', '01.42.68.5#.##', '0033 1 42 68 5# ##', '06123456##', '+33(0)6 45 12 3# ##', '04-78-12-3#-##'],
  es: ['612 345 ###', '+34 612 34 5# ##', '91 123 4# ##', '+34 91 123 45##', '655-12-3#-##', '0034 612 345 ###', '934 56 7# ##', '699.123.###'],
  it: ['333 12345##', '+39 333 123 45##', '02 1234 56##', '+39 06 1234 56##', '347-12345##', '0039 02 123456##', '06/1234##', '328.45.67.###'],
}

/** With signs and groups that no authority recommends. */
const ODD_PHONES: readonly [string, ...string[]] = ['+49.30.9018.20##', '0151 / 23 45 67 ##', '+44 (0) 20 7946 0###', '+1 (415) 555 01##', '0 30 / 90 18 2#', '555 01##', '+33-6-12-34-5#-##', '01 42 68 5# ## poste 12', '(+34) 612 345 ###']

function phone(chance: Chance, language: Language): string {
  if (chance.below(12) === 0) return chance.pick(ODD_PHONES).replace(/#/g, () => chance.signs(DIGITS, 1))
  return chance.pick(PHONES[language]).replace(/#/g, () => chance.signs(DIGITS, 1))
}

/** The digit with which a number passes the Luhn test. */
export function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

function card(chance: Chance): string {
  const isAmex = chance.below(5) === 0
  const begun = isAmex ? `37${chance.signs(DIGITS, 12)}` : `${chance.pick(['4', '51', '55', '2221', '4539', '6011'])}${chance.signs(DIGITS, 16)}`.slice(0, 15)
  const digits = `${begun}${luhnDigit(begun)}`
  const separator = chance.pick(['', ' ', ' ', '-'])
  const groups = isAmex ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)] : [0, 4, 8, 12].map((from) => digits.slice(from, from + 4))
  return groups.join(separator)
}

const COUNTRIES: Readonly<Record<Language, readonly [string, number, string]>> = {
  en: ['GB', 18, 'WEST'], de: ['DE', 18, ''], fr: ['FR', 23, ''], es: ['ES', 20, ''], it: ['IT', 23, 'X'],
}

function iban(chance: Chance, language: Language): string {
  const [country, length, letters] = COUNTRIES[language]
  const account = `${letters}${chance.signs(DIGITS, length - letters.length)}`
  const numbers = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  const rest = [...numbers].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0)
  const whole = `${country}${String(98 - rest).padStart(2, '0')}${account}`
  const spaced = whole.replace(/(.{4})(?=.)/g, '$1 ')
  return chance.pick([whole, spaced, spaced, whole.toLowerCase()])
}

function ip(chance: Chance): string {
  const octets = `${chance.pick(['10', '172.16', '192.168', '203.0', '198.51', '85.214'])}.${chance.below(256)}.${chance.below(256)}.${chance.below(256)}`
  const v4 = octets.split('.').slice(0, 4).join('.')
  const groups = (count: number): string => Array.from({ length: count }, () => chance.signs(HEX, 1 + chance.below(4))).join(':')
  return chance.pick([v4, v4, v4, `2001:db8::${groups(2)}`, `fe80::${groups(4)}`, `2a02:${groups(7)}`, `${v4}`, '::ffff:' + v4])
}

function token(chance: Chance): string {
  const base64 = `${BASE62}-_`
  return chance.pick([
    `${chance.pick(['vgp', 'vgs', 'vgi', 'vgt'])}_${chance.signs(BASE62, 36)}`,
    `eyJ${chance.signs(base64, 30)}.eyJ${chance.signs(base64, 60)}.${chance.signs(base64, 43)}`,
    `sk_live_${chance.signs(BASE62, 24)}`, `ghp_${chance.signs(BASE62, 36)}`, `github_pat_${chance.signs(BASE62, 22)}_${chance.signs(BASE62, 40)}`, `xoxb-${chance.signs(DIGITS, 12)}-${chance.signs(BASE62, 24)}`,
    `AKIA${chance.signs('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`, `glpat-${chance.signs(base64, 20)}`, chance.signs(HEX, 64), `AIza${chance.signs(base64, 35)}`,
  ])
}

/** A made-up value of a kind, as people of the language write it. No value belongs to anybody: where check digits allow it, ranges are those kept for examples. */
export const personalValue: Readonly<Record<Kind, (chance: Chance, language: Language) => string>> = { email, phone, card, iban, ip, token }
