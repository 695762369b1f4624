import type pg from 'pg'
import type { TenantStatement } from './tenant-statement.ts'

/** What pg takes beyond what its types tell. */
export interface ExtendedQuery extends pg.QueryConfig<unknown[]> {
  readonly queryMode: 'extended'
  readonly rowMode?: 'array'
}

/** Always the extended protocol: a text that holds two statements is refused, whatever its values. */
export function toQuery({ name, text, values, rowMode }: TenantStatement): ExtendedQuery {
  return { name, text, values: [...values], rowMode, queryMode: 'extended' }
}
