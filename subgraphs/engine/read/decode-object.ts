import { isObject, type Decode } from './decode.ts'

export interface FieldDecode {
  /** Response key. */
  readonly key: string
  /** Name under which Postgres returns it. */
  readonly alias: string
  readonly decode?: Decode
}

/** Decodes the fields that need it; undefined where none does. */
export function decodeObject(fields: readonly FieldDecode[]): Decode | undefined {
  if (fields.some(({ key, alias }) => key !== alias)) return renamed(fields)
  const steps = fields.flatMap(({ key, decode }) => decode ? [{ key, decode }] : [])
  if (steps.length === 0) return undefined
  return (value, context) => {
    if (!isObject(value)) return value
    for (const { key, decode } of steps) value[key] = decode(value[key], context)
    return value
  }
}

function renamed(fields: readonly FieldDecode[]): Decode {
  return (value, context) => {
    if (!isObject(value)) return value
    return Object.fromEntries(fields.map(({ key, alias, decode }) => [key, decode ? decode(value[alias], context) : value[alias]]))
  }
}
