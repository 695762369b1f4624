/** A reproducible source of choices: the same seed text gives the same choices on every machine. */
export interface Random {
  /** Uniform in [0, 1), with 32 bits. */
  next(): number
  /** Uniform integer, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Picks by weight; the weights need not sum to anything. */
  weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T
  shuffled<T>(list: readonly T[]): T[]
  hex(digits: number): string
  /** Letters and digits, as in prefixes of tokens. */
  base62(length: number): string
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Four words of state from a text: FNV-1a, continued with a different byte for each word. */
function stateOf(seed: string): Uint32Array {
  const state = new Uint32Array(4)
  let hash = 0x811c9dc5
  for (let word = 0; word < 4; word++) {
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ (word + 1), 0x01000193)
    state[word] = hash ^ (hash >>> 15)
  }
  return state
}

/** The generator xoshiro128**: fast, and good enough that no pattern shows in demo data. */
function bitsOf(seed: string): () => number {
  let [a = 0, b = 0, c = 0, d = 0] = stateOf(seed)
  const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k))
  const step = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
  for (let i = 0; i < 8; i++) step()
  return step
}

function weightedChoice<T>(choices: readonly (readonly [number, T])[], at: number): T {
  let rest = at * choices.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, value] of choices) {
    rest -= weight
    if (rest < 0) return value
  }
  const last = choices[choices.length - 1]
  if (last === undefined) throw new RangeError('weighted: nothing to choose from')
  return last[1]
}

/** Independent streams for independent things: `random('acme/0/people')` never disturbs `random('acme/0/tickets')`. */
export function random(seed: string): Random {
  const bits = bitsOf(seed)
  const next = () => bits() / 0x1_0000_0000
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => {
    const value = list[int(0, list.length - 1)]
    if (value === undefined) throw new RangeError('pick: an empty list has no element')
    return value
  }
  const shuffled = <T>(list: readonly T[]): T[] => {
    const rest = [...list]
    const result: T[] = []
    while (rest.length > 0) result.push(...rest.splice(int(0, rest.length - 1), 1))
    return result
  }
  const hex = (digits: number) => {
    let text = ''
    while (text.length < digits) text += bits().toString(16).padStart(8, '0')
    return text.slice(0, digits)
  }
  const base62 = (length: number) => Array.from({ length }, () => BASE62[int(0, 61)]).join('')
  return {
    next, int, pick, shuffled, hex, base62,
    chance: (probability) => next() < probability,
    weighted: (choices) => weightedChoice(choices, next()),
  }
}
