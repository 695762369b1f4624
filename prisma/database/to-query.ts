import type { TenantStatement } from './tenant-statement.ts'

/** Always the extended protocol: a text that holds two statements is refused, whatever its values. */
export function toQuery({ name, text, values, rowMode }: TenantStatement) {
  return { name, text, values: [...values], rowMode, queryMode: 'extended' }
}
