import type { MaskFormat } from '../model.ts'
import { fixed, json, last4 } from './masks/constant.ts'
import { email } from './masks/email.ts'
import { ip } from './masks/ip.ts'
import type { Mask, MaskColumns, MaskValues } from './masks/mask.ts'
import { name } from './masks/name.ts'
import { phone } from './masks/phone.ts'
import { taxId } from './masks/tax-id.ts'
import { text } from './masks/text.ts'

export type { MaskColumns, MaskValues } from './masks/mask.ts'

const MASKS: Readonly<Record<MaskFormat, Mask>> = {
  EMAIL: email, NAME: name, PHONE: phone, IP: ip, TAX_ID: taxId, LAST4: last4, TEXT: text, JSON: json, FIXED: fixed,
}

/**
 * The mask as a Postgres expression of type text (JSON: jsonb) over a column of any type; null stays null and no value makes it raise.
 * `columnSql` must be a column or an expression in parentheses.
 */
export function maskSql(format: MaskFormat, columnSql: string, columns: MaskColumns = {}): string {
  const masked = MASKS[format].sql(`${columnSql}::text`, columns)
  return `case when ${columnSql} is not null then ${format === 'JSON' ? `${masked}::jsonb` : masked} end`
}

/** The same for a value in hand; JSON comes as its text. */
export function maskValue(format: MaskFormat, value: string | null, values: MaskValues = {}): string | null {
  return value === null ? null : MASKS[format].value(value, values)
}
