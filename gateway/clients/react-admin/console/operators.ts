/** Conditions as people read them, in the order in which they are offered. Lists of values are left to links. */
export const OPERATORS: Readonly<Record<string, string>> = {
  eq: 'is', neq: 'is not', contains: 'contains', startsWith: 'begins with', endsWith: 'ends with', gte: 'from', gt: 'above', lte: 'up to', lt: 'below', isNull: 'has no value',
}

/** The column and the condition of a filter's name, `createdAt_gte`. */
export const splitFilter = (name: string): { readonly column: string, readonly operator: string } => {
  const at = name.lastIndexOf('_')
  return at < 0 ? { column: name, operator: 'eq' } : { column: name.slice(0, at), operator: name.slice(at + 1) }
}
