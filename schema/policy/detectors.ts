/** Version of the rules below; a redacted copy made by an older one is not shown. Raise it with every change that finds more. */
export const DETECTORS_VERSION = 2

/** What stands in place of a find. */
export const PLACEHOLDERS = ['‹email›', '‹phone›', '‹card›', '‹iban›', '‹ip›', '‹token›'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

interface Detector {
  readonly placeholder: Placeholder
  readonly pattern: RegExp
  /** The part of a match that is a true find, where check digits decide; the whole match if absent, nothing if undefined. */
  readonly find?: (match: string) => string | undefined
}

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'
// an order number has a sign or letters before it
const NO_WORD_BEFORE = '(?<![0-9A-Za-z#]|[0-9][./-]|[A-Za-z]-)'
/** Nor is an amount a phone number, nor the beginning of a longer number. */
const NO_NUMBER_AFTER = '(?![0-9A-Za-z]|[.,][0-9]|[ -][0-9]| ?[€$£%])'

// In this order: what is found first is gone for the next one. Repetitions are bounded or over one class, so the time stays linear in the text.
const DETECTORS: readonly Detector[] = [
  { placeholder: '‹email›', pattern: /[\p{L}\p{N}._%+'-]{1,254}\s?(?:@|\((?:at|a)\)|\[at\]|(?<=\s)(?:ät|arobase|arroba|chiocciola)(?=\s))\s?(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/giu },
  { placeholder: '‹token›', pattern: /\bvg[psit]_[0-9A-Za-z]{8,}/gu },
  { placeholder: '‹token›', pattern: /\beyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{4,}\.[0-9A-Za-z_-]*/gu },
  { placeholder: '‹token›', pattern: /\b(?:sk|pk|rk|gh[oprsu]|github_pat|glpat|xox[abpors])[_-][0-9A-Za-z_-]{16,}|\bAIza[0-9A-Za-z_-]{30,}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\b[0-9a-f]{32,128}\b/giu },
  { placeholder: '‹iban›', pattern: /\b[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}\b/giu, find: ibanIn },
  { placeholder: '‹iban›', pattern: /\b[A-Z]{2}[0-9]{2}(?: [0-9A-Z]{4}){2,7}(?: [0-9A-Z]{1,4})?\b/giu, find: ibanIn },
  { placeholder: '‹card›', pattern: /(?<![0-9A-Za-z])[0-9]{1,19}(?:[ -][0-9]{1,19}){0,30}(?![0-9A-Za-z])/gu, find: cardIn },
  { placeholder: '‹ip›', pattern: new RegExp(`(?<![0-9.])(?:${OCTET}\\.){3}${OCTET}(?![0-9]|\\.[0-9])`, 'gu') },
  { placeholder: '‹ip›', pattern: /(?<![0-9a-z:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![0-9a-z:])/giu, find: ipv6In },
  { placeholder: '‹phone›', pattern: /(?<![0-9A-Za-z])\(?\+[0-9 ()./-]{6,24}[0-9](?![0-9A-Za-z])/gu, find: phoneIn },
  { placeholder: '‹phone›', pattern: new RegExp(`${NO_WORD_BEFORE}(?:1[ .-])?(?:\\([0-9]{3}\\)|[0-9]{3})[ .-]?[0-9]{3}[ .-][0-9]{4}(?![0-9A-Za-z])`, 'gu') },
  { placeholder: '‹phone›', pattern: new RegExp(`${NO_WORD_BEFORE}\\(?0[0-9 ()./-]{5,24}[0-9](?![0-9A-Za-z])`, 'gu'), find: phoneIn },
  // Spain and Italy write no 0 before the number: the groups tell it
  { placeholder: '‹phone›', pattern: new RegExp(`${NO_WORD_BEFORE}(?:[6-9][0-9]{2}(?:[ .-][0-9]{3}){2}|[6-9][0-9]{2}(?:[ .-][0-9]{2}){3}|[89][0-9] [0-9]{3}(?: [0-9]{2}){2})${NO_NUMBER_AFTER}`, 'gu') },
  { placeholder: '‹phone›', pattern: new RegExp(`${NO_WORD_BEFORE}3[0-9]{2}(?:[ ./-]?[0-9]{6,7}|[ ./-][0-9]{3}[ .-][0-9]{3,4}|[ .][0-9]{2}[ .][0-9]{2}[ .][0-9]{3})${NO_NUMBER_AFTER}`, 'gu') },
]

const ID = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/iu

/** What the detectors found, and where; `end` is the first sign behind it. */
export interface Finding {
  readonly placeholder: Placeholder
  readonly start: number
  readonly end: number
}

/** Everything that the detectors find, in the order of the text; ids are left alone. */
export function findingsIn(text: string): readonly Finding[] {
  let start = 0
  return text.split(ID).flatMap((part, place) => {
    const from = start
    start += part.length
    return place % 2 === 1 ? [] : findingsOfPart(part).map((finding) => ({ ...finding, start: from + finding.start, end: from + finding.end }))
  })
}

/** The text with a placeholder for every find of the detectors; ids are left as they are, and its own result has no finds. */
export function redactText(text: string): string {
  let from = 0
  const parts = findingsIn(text).map(({ placeholder, start, end }) => {
    const kept = text.slice(from, start)
    from = end
    return `${kept}${placeholder}`
  })
  return `${parts.join('')}${text.slice(from)}`
}

/** Whether the detectors find anything: a reason that somebody types must not tell what it is about to unlock. */
export function hasFindings(text: string): boolean {
  return redactText(text) !== text
}

/** What is left to look at, or what was found in its place; a later detector never looks across a find. */
type Piece = { readonly start: number; readonly text: string; readonly placeholder?: Placeholder }

function findingsOfPart(text: string): readonly Finding[] {
  const pieces = DETECTORS.reduce<readonly Piece[]>((rest, detector) => rest.flatMap((piece) => piece.placeholder ? [piece] : cut(piece, detector)), [{ start: 0, text }])
  return pieces.flatMap(({ placeholder, start, text: { length } }) => placeholder ? [{ placeholder, start, end: start + length }] : [])
}

function cut({ start, text }: Piece, { placeholder, pattern, find }: Detector): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  const take = (at: number, length: number): void => {
    pieces.push({ start: start + from, text: text.slice(from, at) }, { start: start + at, text: text.slice(at, at + length), placeholder })
    from = at + length
  }
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (!find) take(index, match.length)
    else for (let begin = 0, found = find(match); found !== undefined; found = find(match.slice(begin))) {
      const at = begin + match.slice(begin).indexOf(found)
      take(index + at, found.length)
      begin = at + found.length
    }
  }
  return [...pieces, { start: start + from, text: text.slice(from) }]
}

// A match may have swallowed a word behind the number, so the longest beginning with right check digits counts.
function ibanIn(match: string): string | undefined {
  return beginnings(match).find((text) => text.length >= 15 && isIban(text))
}

// Nor does a card number always stand alone: an expiry date or another number may be next to it.
function cardIn(match: string): string | undefined {
  const starts = [0, ...[...match.matchAll(/[ -]/g)].map(({ index }) => index + 1)]
  return starts.flatMap((start) => beginnings(match.slice(start))).find((text) => /^[0-9]/.test(text) && isCard(text))
}

function ipv6In(match: string): string | undefined {
  const groups = match.split(':')
  const isWhole = groups.length === 8 && !groups.includes('')
  const isShort = match.includes('::') && match.length > 4
  return isWhole || isShort ? match : undefined
}

function phoneIn(match: string): string | undefined {
  const { length } = digitsOf(match)
  const isDate = /^[0-9]{2}[./-][0-9]{2}[./-][0-9]{4}$/.test(match)
  // 00 and a few digits is a customer's number; 00 and a country has more of them
  const isCounted = /^00[0-9]{3,8}$/.test(match)
  return length >= 7 && length <= 15 && !isDate && !isCounted ? match : undefined
}

/** The text and its beginnings up to each separator, the longest first. */
function beginnings(text: string): readonly string[] {
  return [text, ...[...text.matchAll(/[ -]/g)].map(({ index }) => text.slice(0, index)).reverse()]
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, '')
}

function isCard(text: string): boolean {
  const digits = digitsOf(text)
  if (!/^[2-6][0-9]{12,18}$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '').toUpperCase()
  const numbers = `${compact.slice(4)}${compact.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return [...numbers].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}
