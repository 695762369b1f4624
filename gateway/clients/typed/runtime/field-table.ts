/** What a request needs to know of a field. Values that are simply shown and take no arguments are not in the table. */
export interface FieldFacts {
  /** Type of the object that it leads to. */
  readonly to?: string
  /** Its value is not simply shown to everybody. */
  readonly covered?: true
  /** Said of a plain value that not every version of the graph has. */
  readonly isKnown?: true
  /** Types of its arguments, as the schema writes them. */
  readonly args?: Readonly<Record<string, string>>
}

/** Fields by type and name. */
export type FieldTable = Readonly<Record<string, Readonly<Record<string, FieldFacts>>>>

/** The facts of a field; none for a plain value. */
export const factsOf = (table: FieldTable, type: string, name: string): FieldFacts => {
  const fields = Object.hasOwn(table, type) ? table[type] ?? {} : {}
  return Object.hasOwn(fields, name) ? fields[name] ?? {} : {}
}

/** An object with members. */
export type Members = Readonly<Record<string, unknown>>

export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The key and the name of a field as it is selected: `open:supportTickets`. */
export const splitKey = (written: string): { readonly key: string, readonly name: string } => {
  const at = written.indexOf(':')
  return at < 0 ? { key: written, name: written } : { key: written.slice(0, at), name: written.slice(at + 1) }
}
