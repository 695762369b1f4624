/**
 * One protection of a table that Prisma's language cannot say. `facts` are the lines that `readCatalogFacts` reads from pg_catalog once
 * `sql` has run, so the same value serves the migration and the proof.
 */
export interface Guard {
  /** `schema.table`. */
  readonly table: string
  readonly sql: string
  /** Removes an earlier guard of the same name, where the model asks for another one now. */
  readonly undo?: string
  readonly facts: readonly string[]
}

/** Postgres cuts identifiers at 63 bytes without a word; a name that is too long ends in eight digits of its own checksum instead. */
export function fitName(name: string): string {
  if (name.length <= 63) return name
  let sum = 0x811c9dc5
  for (const character of name) sum = Math.imul(sum ^ character.charCodeAt(0), 0x01000193) >>> 0
  return `${name.slice(0, 54)}_${sum.toString(16).padStart(8, '0')}`
}

/** A text literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Login role of a schema; the catalog of tenants has none. */
export function roleOf(schema: string): string | undefined {
  return schema === 'platform' ? undefined : `vg_${schema}`
}
