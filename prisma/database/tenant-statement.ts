export interface TenantStatement {
  /** Prepared once per connection under this name; one name must always stand for one text. */
  readonly name?: string
  readonly text: string
  readonly values: readonly unknown[]
  /** Rows as arrays in the order of the select list: cheaper to build and to decode than objects. */
  readonly rowMode?: 'array'
  /** In milliseconds since 1970: it is not begun later, and cut off then. */
  readonly deadline?: number
}

export type ArrayStatement = TenantStatement & { readonly rowMode: 'array' }

export interface ArrayRows {
  readonly rows: readonly (readonly unknown[])[]
  readonly rowCount: number | null
}

export interface ObjectRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly rowCount: number | null
}

/** The statements of one open transaction; refuses to work once the transaction has ended. */
export interface TenantClient {
  query(statement: ArrayStatement): Promise<ArrayRows>
  query(statement: TenantStatement): Promise<ObjectRows>
}
