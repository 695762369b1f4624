import { literal, type Mask } from './mask.ts'

const COUNTRY = '^[A-Z]{2}$'

/** `DE•••••••` where the row shows its country anyway, else `•••••••••`; nothing of the number itself. */
export const taxId: Mask = {
  sql: (_column, { countrySql }) => countrySql === undefined
    ? literal('•••••••••')
    : `coalesce(substring((${countrySql})::text from ${literal(COUNTRY)}), '••') || '•••••••'`,
  value: (_text, { country }) => `${new RegExp(COUNTRY).exec(country ?? '')?.[0] ?? '••'}•••••••`,
}
