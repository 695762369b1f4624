import type { WireType } from '../../schema/model.ts'
import type { SourceField } from './source.ts'

interface ColumnType { readonly pgType: string; readonly wire: WireType }

/** Prisma type, then native type (`''` where none is written). What is missing here is not used in this product. */
const TYPES: Readonly<Record<string, Readonly<Record<string, ColumnType>>>> = {
  String: {
    '': { pgType: 'text', wire: 'String' }, Text: { pgType: 'text', wire: 'String' }, Char: { pgType: 'char', wire: 'String' },
    Uuid: { pgType: 'uuid', wire: 'ID' }, Inet: { pgType: 'inet', wire: 'String' },
  },
  Int: { '': { pgType: 'integer', wire: 'Int' }, Integer: { pgType: 'integer', wire: 'Int' }, SmallInt: { pgType: 'smallint', wire: 'Int' } },
  BigInt: { '': { pgType: 'bigint', wire: 'SafeInt' }, BigInt: { pgType: 'bigint', wire: 'SafeInt' } },
  Boolean: { '': { pgType: 'boolean', wire: 'Boolean' }, Boolean: { pgType: 'boolean', wire: 'Boolean' } },
  Decimal: { '': { pgType: 'numeric', wire: 'Decimal' }, Decimal: { pgType: 'numeric', wire: 'Decimal' } },
  DateTime: { Timestamptz: { pgType: 'timestamptz', wire: 'DateTime' }, Date: { pgType: 'date', wire: 'Date' } },
  Json: { '': { pgType: 'jsonb', wire: 'JSON' }, JsonB: { pgType: 'jsonb', wire: 'JSON' } },
  Bytes: { '': { pgType: 'bytea', wire: 'String' }, ByteA: { pgType: 'bytea', wire: 'String' } },
}

function wireOfCode(column: string): WireType {
  if (/(^|_)currency$/.test(column)) return 'CurrencyCode'
  return /(^|_)country_code$/.test(column) ? 'CountryCode' : 'String'
}

/** Postgres type and scalar of a column; undefined where the product has no rule for the type. */
export function readWireType(field: SourceField): ColumnType | undefined {
  const type = TYPES[field.type]?.[field.nativeType ?? '']
  if (type === undefined || field.kind !== 'scalar') return undefined
  return type.pgType === 'char' ? { ...type, wire: wireOfCode(field.column) } : type
}
