import { isRecord } from '../../../schema/is-record.ts'

/** What stands at a path of a JSON value; undefined where the path leads nowhere. */
export function atPath(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value)
}

/** The list at a path; an empty one where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = atPath(value, ...path)
  return Array.isArray(list) ? list : []
}
