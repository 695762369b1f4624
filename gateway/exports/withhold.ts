type Row = Readonly<Record<string, unknown>>

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

const withoutPath = (value: unknown, path: readonly string[]): unknown => {
  if (path.length === 0) return null
  if (Array.isArray(value)) return value.map((item: unknown) => withoutPath(item, path))
  const [key = '', ...rest] = path
  return isRow(value) && Object.hasOwn(value, key) ? { ...value, [key]: withoutPath(value[key], rest) } : value
}

/** A row with null in the place of what stands at these paths, in lists too. */
export const withhold = (row: Row, paths: readonly (readonly string[])[]): Row => {
  let kept: unknown = row
  for (const path of paths) kept = withoutPath(kept, path)
  return isRow(kept) ? kept : {}
}
