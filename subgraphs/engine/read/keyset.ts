/** A term of an order with the cursor's value for it, as SQL. */
export interface KeysetTerm {
  readonly sql: string
  readonly descending: boolean
  readonly nullable: boolean
  readonly nullsFirst: boolean
  /** Parameter, or null where the row under the cursor has no value. */
  readonly value: string | null
}

/**
 * The rows after a cursor, as conditions that are read one after the other (UNION ALL): each is one range of an index,
 * where an OR of them would scan and sort the list. The last term is the id: never null, in the direction of the term before it.
 */
export function rowsAfter(terms: readonly KeysetTerm[]): readonly string[] {
  const [first, second] = terms
  if (terms.every(({ nullable }) => !nullable) && isOneWay(terms)) return [rowComparison(terms)]
  if (terms.length === 2 && first && second && isOneWay(terms)) return oneColumn(first, second)
  return [expanded(terms)]
}

function oneColumn(term: KeysetTerm, id: KeysetTerm): readonly string[] {
  const { sql, value, nullsFirst } = term
  const amongNulls = `${sql} is null and ${after(id)}`
  if (value === null) return nullsFirst ? [amongNulls, `${sql} is not null`] : [amongNulls]
  const amongValues = rowComparison([term, id])
  return nullsFirst ? [`${sql} is not null and ${amongValues}`] : [amongValues, `${sql} is null`]
}

// Row comparison loses rows over nulls and knows one direction only; the long form says the same of any order.
function expanded(terms: readonly KeysetTerm[]): string {
  const branches = terms.flatMap((term, index) => {
    const later = after(term)
    return later === 'false' ? [] : [[...terms.slice(0, index).map(equal), later].join(' and ')]
  })
  return `(${branches.map((branch) => `(${branch})`).join(' or ')})`
}

function equal({ sql, value }: KeysetTerm): string {
  return value === null ? `${sql} is null` : `${sql} = ${value}`
}

function after({ sql, value, descending, nullable, nullsFirst }: KeysetTerm): string {
  if (value === null) return nullsFirst ? `${sql} is not null` : 'false'
  const later = `${sql} ${descending ? '<' : '>'} ${value}`
  return nullable && !nullsFirst ? `(${later} or ${sql} is null)` : later
}

function rowComparison(terms: readonly KeysetTerm[]): string {
  const descending = terms[0]?.descending ?? false
  const columns = terms.map(({ sql }) => sql)
  const values = terms.map(({ value }) => value ?? 'null')
  return columns.length === 1 ? `${columns[0]} ${descending ? '<' : '>'} ${values[0]}`
    : `(${columns.join(', ')}) ${descending ? '<' : '>'} (${values.join(', ')})`
}

function isOneWay(terms: readonly KeysetTerm[]): boolean {
  return new Set(terms.map(({ descending }) => descending)).size === 1
}
