import type { Column } from '../../../schema/model.ts'

/** Values of a column that break a predicate which compares carelessly: signs that LIKE reads, ends of ranges, texts that no cast takes. */
export interface Poison {
  /** As SQL, one for each hidden row in turn. */
  readonly values: readonly string[]
  /** The same as a client sends them. */
  readonly wire: readonly unknown[]
}

const TEXTS = ['poison\\', '%', '_\\_%', "it''s \"x\" ☠", 'NaN', '[{"a":', '((((', '0x10 e5'] as const
const quoted = (text: string): string => `'${text}'`
const LATE = '9999-12-31T23:59:59.000Z'

const BY_TYPE: Readonly<Record<string, Poison>> = {
  text: { values: TEXTS.map(quoted), wire: TEXTS.map((text) => text.replaceAll("''", "'")) },
  bigint: { values: ['9007199254740991', '-9007199254740991', '0'], wire: [9_007_199_254_740_991, -9_007_199_254_740_991, 0] },
  integer: { values: ['2147483647', '-2147483648', '0'], wire: [2_147_483_647, -2_147_483_648, 0] },
  smallint: { values: ['32767', '-32768', '0'], wire: [32_767, -32_768, 0] },
  numeric: { values: ['9.9999', '0'], wire: ['9.9999', '0'] },
  timestamptz: { values: ["'infinity'", `'${LATE}'`, "'-infinity'"], wire: [LATE, '0001-01-01T00:00:00.000Z', LATE] },
  date: { values: ["'infinity'", "'9999-12-31'"], wire: ['9999-12-31', '0001-01-01'] },
  boolean: { values: ['true', 'false'], wire: [true, false] },
  inet: { values: ["'255.255.255.255/0'", "'::/0'"], wire: ['255.255.255.255', '::1'] },
  jsonb: { values: [`'{"a": [1, "x\\\\", {"%": null}]}'`], wire: [] },
}

const COUNTRY: Poison = { values: ["'ZZ'", "'QX'"], wire: ['ZZ', 'QX'] }
const CURRENCY: Poison = { values: ["'XXX'", "'ZZZ'"], wire: ['XXX', 'ZZZ'] }

/** Nothing for ids: what rows belong to is not changed, or they would not be hidden any more. */
export function poisonOf({ pgType, list, wire }: Column): Poison | undefined {
  if (pgType === 'char') return wire === 'CountryCode' ? COUNTRY : CURRENCY
  return list ? undefined : BY_TYPE[pgType]
}
