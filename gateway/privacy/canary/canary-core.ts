/**
 * Twelve letters that name one cell of the database. No word, number or id has six of these letters in a row,
 * so any piece of a canary that is long enough to mean something is seen for what it is, forwards and backwards.
 */
const LETTERS = 'qxzjvkw'
export const CORE_LENGTH = 12

const SIZE = 7n ** BigInt(CORE_LENGTH)
// Neighbours must not look alike: the index is multiplied in the ring of all cores.
const FACTOR = 5_000_000_029n
const INVERSE = inverseOf(FACTOR, SIZE)

/** Six letters in a row, in either case. */
export const CORE_PIECE = /[qxzjvkw]{6,}/gi

export function coreOf(index: number): string {
  let rest = (BigInt(index) * FACTOR) % SIZE
  let core = ''
  for (let place = 0; place < CORE_LENGTH; place++) {
    core += LETTERS[Number(rest % 7n)] ?? ''
    rest /= 7n
  }
  return core
}

/** The cell that a core names; a number beyond all cells for letters that are no core of ours. */
export function indexOf(core: string): number {
  const product = [...core.toLowerCase()].reduceRight((sum, letter) => sum * 7n + BigInt(LETTERS.indexOf(letter)), 0n)
  return Number((product * INVERSE) % SIZE)
}

/** The same as a function of Postgres, for the session that plants. */
export const CORE_FUNCTION = `create function pg_temp.core(cell bigint) returns text language plpgsql immutable as $$
declare rest bigint := (cell * ${FACTOR}) % ${SIZE}; core text := '';
begin
  for place in 1..${CORE_LENGTH} loop
    core := core || substr('${LETTERS}', (rest % 7)::integer + 1, 1);
    rest := rest / 7;
  end loop;
  return core;
end $$`

function inverseOf(value: bigint, modulus: bigint): bigint {
  let [old, next] = [value, modulus]
  let [oldFactor, factor] = [1n, 0n]
  while (next !== 0n) {
    const quotient = old / next
    ;[old, next] = [next, old - quotient * next]
    ;[oldFactor, factor] = [factor, oldFactor - quotient * factor]
  }
  return ((oldFactor % modulus) + modulus) % modulus
}
