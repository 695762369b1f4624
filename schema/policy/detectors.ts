/** Version of the rules below; a redacted copy made by an older one is not shown. Raise it with every change that finds more. */
export const DETECTORS_VERSION = 1

/** What stands in place of a find. */
export const PLACEHOLDERS = ['‹email›', '‹phone›', '‹card›', '‹iban›', '‹ip›', '‹token›'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

interface Detector {
  readonly placeholder: Placeholder
  readonly pattern: RegExp
  /** Checks that a pattern cannot make: check digits, number of digits. */
  readonly confirms?: (found: string) => boolean
}

// In this order: what is found first is gone for the next one. All repetitions are bounded or over one class, so the time is linear in the text.
const DETECTORS: readonly Detector[] = [
  { placeholder: '‹email›', pattern: /[\p{L}\p{N}._%+'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/giu },
  { placeholder: '‹token›', pattern: /\bvg[psit]_[0-9A-Za-z]{8,}|\beyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{4,}\.[0-9A-Za-z_-]*|\b(?:sk|pk|rk|ghp|gho|xox[abp])[_-][0-9A-Za-z_-]{16,}|\bAKIA[0-9A-Z]{16}\b|\b[0-9a-f]{32,128}\b/giu },
  { placeholder: '‹iban›', pattern: /\b[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]){11,30}\b/giu, confirms: isIban },
  { placeholder: '‹card›', pattern: /(?<![0-9])(?:[0-9][ -]?){12,18}[0-9](?![0-9])/gu, confirms: isCard },
  { placeholder: '‹ip›', pattern: /(?<![0-9.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?![0-9]|\.[0-9])/gu },
  { placeholder: '‹ip›', pattern: /(?<![0-9a-z:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![0-9a-z:])/giu, confirms: isIpv6 },
  { placeholder: '‹phone›', pattern: /(?<![0-9A-Za-z])(?:\+|00|\(0|0)[0-9 ()./-]{5,24}[0-9](?![0-9A-Za-z])/gu, confirms: hasPhoneDigits },
  { placeholder: '‹phone›', pattern: /(?<![0-9A-Za-z])\(?[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4}(?![0-9A-Za-z])/gu },
]

/** The text with a placeholder for every find of the detectors; what it finds again in its own result is nothing. */
export function redactText(text: string): string {
  return DETECTORS.reduce((rest, { placeholder, pattern, confirms }) =>
    rest.replace(pattern, (found) => confirms === undefined || confirms(found) ? placeholder : found), text)
}

/** Whether the detectors find anything: a reason that somebody types must not tell what it is about to unlock. */
export function hasFindings(text: string): boolean {
  return redactText(text) !== text
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, '')
}

function isCard(found: string): boolean {
  const sum = [...digitsOf(found)].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

function isIban(found: string): boolean {
  const compact = found.replaceAll(' ', '').toUpperCase()
  const numbers = `${compact.slice(4)}${compact.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return [...numbers].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

function isIpv6(found: string): boolean {
  const groups = found.split(':')
  return groups.length === 8 ? !groups.slice(1, -1).includes('') || found.includes('::') : found.includes('::') && found.length > 4
}

function hasPhoneDigits(found: string): boolean {
  const { length } = digitsOf(found)
  return length >= 7 && length <= 15
}
