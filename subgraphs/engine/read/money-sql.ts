import { formatMoney } from '../wire/format-money.ts'
import { decodeObject } from './decode-object.ts'
import type { Decode } from './decode.ts'
import type { Source, Writer } from './writer.ts'
import type { LoggedColumn } from './logged-column.ts'
import { selectColumn } from './select-column.ts'
import type { FieldSelection, MoneyPart } from './selection.ts'

/** An amount with its currency, and how the raw values of both are logged. */
export interface MoneySql {
  readonly sql: string
  readonly decode?: Decode
  readonly logs: readonly LoggedColumn[]
}

type MoneyField = Extract<FieldSelection, { kind: 'MONEY' }>

/** An amount with its currency, as one JSON object; null where the amount is not shown. */
export function moneySql(writer: Writer, { amount, currency, parts }: MoneyField, { table, alias }: Source): MoneySql {
  if (!table) return { sql: 'null', logs: [] }
  const columns = [amount, currency].map((column) => selectColumn(writer, { table, alias, column }))
  const [shownAmount = 'null', shownCurrency = 'null'] = columns.map(({ sql }) => sql)
  const members = parts.map(({ key, part }) => `'${key}', ${partSql(part, shownAmount, shownCurrency)}`)
  return {
    sql: `case when ${shownAmount} is not null and ${shownCurrency} is not null then json_build_object(${members.join(', ')}) end`,
    logs: columns.flatMap(({ log }) => log ?? []),
    decode: decodeObject(parts.map((part) => ({ key: part.key, alias: part.key, decode: part.part === 'FORMATTED' ? formatted(writer, part) : undefined }))),
  }
}

function partSql(part: MoneyPart['part'], amount: string, currency: string): string {
  switch (part) {
    case 'TYPENAME': return `'Money'`
    case 'AMOUNT': return amount
    case 'CURRENCY': return currency
    case 'FORMATTED': return `json_build_array(${amount}, ${currency})`
  }
}

function formatted({ slots }: Writer, { site }: MoneyPart): Decode {
  const slot = site === undefined ? undefined : slots.get(site)
  return (value, { inputs }) => {
    if (!Array.isArray(value)) return null
    const [amount, currency] = value
    const locale = slot === undefined ? undefined : inputs[slot]
    return typeof amount === 'number' && typeof currency === 'string' ? formatMoney({ amount, currency, locale }) : null
  }
}
