import { literal, type Mask } from './mask.ts'

// Letters and digits of the scripts people write names in, as code points. Not on the list, and so not shown: signs that have no width,
// turn the direction of the line or combine with their neighbour, which would make a mask look like something else.
const LETTERS = [
  [0x30, 0x39], [0x41, 0x5a], [0x61, 0x7a], // ASCII
  [0xc0, 0xd6], [0xd8, 0xf6], [0xf8, 0x24f], [0x1e00, 0x1eff], // Latin
  [0x386, 0x386], [0x388, 0x3ff], [0x400, 0x481], [0x48a, 0x52f], [0x531, 0x556], [0x561, 0x586], // Greek, Cyrillic, Armenian
  [0x5d0, 0x5ea], [0x620, 0x64a], [0x671, 0x6d3], // Hebrew, Arabic
  [0x904, 0x939], [0x985, 0x9b9], [0xa05, 0xa39], [0xa85, 0xab9], [0xb05, 0xb39], [0xb85, 0xbb9], [0xc05, 0xc39], [0xc85, 0xcb9], [0xd05, 0xd39], // India
  [0xe01, 0xe30], [0x10a0, 0x10ff], // Thai, Georgian
  [0x3041, 0x3096], [0x30a1, 0x30fa], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xac00, 0xd7a3], // Japanese, Chinese, Korean
] as const

const FIRST_LETTER = `^[${LETTERS.map(([from, to]) => `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`).join('')}]`

/** `A•••`: the first letter, in whatever script; anything else in its place is a dot too. */
export const name: Mask = {
  sql: (column) => `coalesce(substring(${column} from ${literal(FIRST_LETTER)}), '•') || '•••'`,
  value: (text) => `${new RegExp(FIRST_LETTER, 'u').exec(text)?.[0] ?? '•'}•••`,
}
