import type { Column } from '../../../schema/model.ts'
import { canarySql, formOf } from '../canary/canary-value.ts'

/** Numbers of made-up values; beyond those of the canaries. */
const FIRST = 5_000_000

/** Another value that the column takes, for a row of which nothing is shown. `place` is an SQL expression that differs from row to row. */
export function otherSql(column: Column, place: string): string {
  const value = canarySql(formOf(column), `(${FIRST} + ${place})`)
  return column.nullable ? `case when ${place} % 4 = 0 and t.${column.name} is not null then null else ${value} end` : value
}

/** Another value with the same mask; the same value where a mask shows too much for there to be one. */
export function behindMaskSql({ name, nullable, label, pgType }: Column, place: string): string {
  const value = `t.${name}`
  const core = `pg_temp.core(${FIRST} + ${place})`
  const other = label.public ? value : maskedSql(label.mask, { value, core, place, pgType })
  return nullable ? `case when ${value} is not null then ${other} end` : other
}

interface Parts {
  readonly value: string
  readonly core: string
  readonly place: string
  readonly pgType: string
}

function maskedSql(mask: string, { value, core, place, pgType }: Parts): string {
  switch (mask) {
    case 'EMAIL': return `case when ${value} ~ '^[a-z0-9][a-z0-9.]*@([a-z0-9-]+[.])+[a-z]{2,8}$' then left(${value}, 1) || ${core} || '@other.example' || substring(${value} from '[.][a-z]{2,8}$') else ${value} end`
    case 'NAME': return `left(${value}, 1) || ${core}`
    // the country prefix has up to three digits
    case 'PHONE': return `left(${value}, 4) || lpad((${place} % 1000000000)::text, 9, '7')`
    case 'IP': return `case when family(${value}) = 4 then (split_part(host(${value}), '.', 1) || '.' || split_part(host(${value}), '.', 2) || '.' || (${place} % 250) || '.' || (${place} / 250 % 250))::inet else ${value} end`
    case 'LAST4': return `lpad((${place} % 10000)::text, 4, '0')`
    case 'TEXT': return `'Another text ' || ${core} || ' with a tail'`
    case 'JSON': return `${value} || jsonb_build_object('zzHidden', ${core})`
    default: return pgType === 'text' ? core : value
  }
}
