import { isObject, type Decode } from './decode.ts'
import type { LogColumn } from './log-column.ts'

export interface FieldDecode {
  /** Response key. */
  readonly key: string
  /** Name under which Postgres returns it. */
  readonly alias: string
  readonly decode?: Decode
}

/** Decodes the fields that need it and counts what has to be logged; undefined where nothing is left to do. */
export function decodeObject(fields: readonly FieldDecode[], collect?: LogColumn['collect']): Decode | undefined {
  const decode = fields.some(({ key, alias }) => key !== alias) ? renamed(fields) : inPlace(fields)
  if (!collect) return decode
  return (value, context) => {
    if (!isObject(value)) return value
    collect(value, context.tally)
    return decode ? decode(value, context) : value
  }
}

function inPlace(fields: readonly FieldDecode[]): Decode | undefined {
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
