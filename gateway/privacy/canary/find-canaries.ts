import { createHash } from 'node:crypto'
import type { Cell, CanaryColumn, Cells } from './cells.ts'
import { CORE_LENGTH, CORE_PIECE, coreOf, indexOf } from './canary-core.ts'
import { FIRST_NUMBER, FIRST_TIME_S } from './canary-value.ts'

/** A canary that stands in a text. */
export interface Find {
  /** Absent for a piece of a canary that could be of several. */
  readonly cell?: Cell
  /** How it was written there: as it is, or in a form that is as good as the value. */
  readonly form: 'PLAIN' | 'PIECE' | 'REVERSED' | 'BASE64' | 'HEX' | 'URL' | 'HASH'
}

export type CanaryFinder = (text: string) => readonly Find[]

const PSEUDONYM = /psn_[A-Z]+_[A-Za-z0-9_-]{22}/g
const NUMBER = /(?<![\w.-])7\d{8}(?![\w.-])/g
const TIME = /21[6-9]\d-\d\d-\d\dT\d\d:\d\d:\d\d/g
const PHONE = /\+49777(\d{9})/g
const ADDRESS = /(?<![\d.])10\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d.])/g
const DIGITS = /"(\d{4})"/g
const TOKEN = /[A-Za-z0-9+/_-]{16,}={0,2}/g
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const HEX = /^(?:[0-9a-f]{2}){8,}$/i
const DIGEST_LENGTH = 16

/** Looks for canaries in everything that leaves the product: plain, in pieces, reversed, encoded, hashed. */
export function canaryFinder(cells: Cells): CanaryFinder {
  const digests = digestsOf(cells)
  const digits = new Map(cells.columns.filter(({ form }) => form === 'DIGITS').flatMap((column) => column.ids.map((id, n) => [String((column.first + n) % 10_000).padStart(4, '0'), { of: column, id, index: column.first + n }] as const)))

  const pieces = (text: string, whole: Find['form']): readonly Find[] => [...text.matchAll(CORE_PIECE)].flatMap(([piece]): readonly Find[] => {
    const found = windows(piece).flatMap((core): readonly Find[] => {
      const cell = cells.at(indexOf(core))
      return cell === undefined ? [] : [{ cell, form: whole }]
    })
    if (found.length > 0) return found
    const reversed = windows([...piece].reverse().join('')).flatMap((core) => cells.at(indexOf(core)) ?? [])
    return reversed.length > 0 ? reversed.map((cell) => ({ cell, form: 'REVERSED' })) : [{ form: 'PIECE' }]
  })
  const numbered = (indexes: readonly number[], forms: readonly CanaryColumn['form'][]): readonly Find[] => indexes.flatMap((index) => {
    const cell = cells.at(index)
    return cell !== undefined && forms.includes(cell.of.form) ? [{ cell, form: 'PLAIN' as const }] : []
  })
  const special = (text: string): readonly Find[] => [
    ...numbered([...text.matchAll(NUMBER)].map(([number]) => Number(number) - FIRST_NUMBER), ['NUMBER']),
    ...numbered([...text.matchAll(TIME)].map(([time]) => Date.parse(`${time}Z`) / 1000 - FIRST_TIME_S), ['TIME']),
    ...numbered([...text.matchAll(PHONE)].map(([, index]) => Number(index)), ['PHONE']),
    ...numbered([...text.matchAll(ADDRESS)].map(([, a, b, c]) => Number(a) * 65_536 + Number(b) * 256 + Number(c)), ['IP']),
    ...[...text.matchAll(DIGITS)].flatMap(([, four = '']) => { const cell = digits.get(four); return cell === undefined ? [] : [{ cell, form: 'PLAIN' as const }] }),
  ]
  const encoded = (text: string): readonly Find[] => [...text.matchAll(TOKEN)].flatMap(([token]) => {
    if (UUID.test(token)) return []
    const bytes = HEX.test(token) ? [Buffer.from(token, 'hex')] : [0, 1, 2, 3].map((start) => Buffer.from(token.slice(start), 'base64url'))
    const form = HEX.test(token) ? 'HEX' : 'BASE64'
    return [...bytes.flatMap((each) => pieces(each.toString('latin1'), form)), ...hashed(HEX.test(token) ? token.toLowerCase() : Buffer.from(token, 'base64url').toString('hex'))]
  })
  const hashed = (hex: string): readonly Find[] => {
    const cell = cells.at(digests.get(hex.slice(0, DIGEST_LENGTH)) ?? -1)
    return cell === undefined ? [] : [{ cell, form: 'HASH' }]
  }
  return (given) => {
    // a pseudonym is no form of the value: it is a keyed hash, and its letters are chance
    const text = given.replace(PSEUDONYM, 'psn')
    const url = text.includes('%') ? pieces(decodeLoosely(text), 'URL') : []
    return [...pieces(withoutTokens(text), 'PLAIN'), ...special(text), ...encoded(text), ...url]
  }
}

/** Long mixed tokens are looked at as what they encode; their letters are chance too. A canary in them is a token without capitals and digits. */
function withoutTokens(text: string): string {
  return text.replace(TOKEN, (token) => (/[A-Z]/.test(token) && /[0-9]/.test(token) ? ' ' : token))
}

function windows(piece: string): readonly string[] {
  return Array.from({ length: Math.max(0, piece.length - CORE_LENGTH + 1) }, (_, start) => piece.slice(start, start + CORE_LENGTH))
}

/** The first bytes of SHA-256 and MD5 of every value and of its core; a credential's canary is itself such a hash. */
function digestsOf(cells: Cells): ReadonlyMap<string, number> {
  const digests = new Map<string, number>()
  for (const { form, first, ids } of cells.columns) {
    for (let n = 0; n < ids.length; n++) {
      const core = coreOf(first + n)
      for (const value of form === 'EMAIL' ? [core, `${core}@canary.example.org`] : form === 'TEXT' ? [core, `Please call ${core} back soon`] : [core]) {
        for (const algorithm of ['sha256', 'md5']) digests.set(createHash(algorithm).update(value).digest('hex').slice(0, DIGEST_LENGTH), first + n)
      }
    }
  }
  return digests
}

function decodeLoosely(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      // no text after all
      return run
    }
  })
}
