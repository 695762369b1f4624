/** A statement of the limit server; the name prepares it once per connection. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** Runs a statement as the login of the module and for one brand, whose id is always `$1`; rows as arrays of texts. */
export type Read = (module: string, brandId: string, statement: Statement, values?: readonly unknown[]) => Promise<readonly (readonly string[])[]>
