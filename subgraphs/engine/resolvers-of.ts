import { isRecord } from '../../schema/is-record.ts'
import type { Resolvers } from './resolvers.ts'

/** Reads the resolvers out of a loaded module; for code that loads modules by name. */
export function resolversOf(loaded: unknown): Resolvers {
  if (!isRecord(loaded) || !isResolvers(loaded.resolvers)) throw new Error('A resolvers.ts must export `resolvers`, by type and field.')
  return loaded.resolvers
}

function isResolvers(value: unknown): value is Resolvers {
  return isRecord(value) && Object.values(value).every((fields) => isRecord(fields) && Object.values(fields).every((field) => typeof field === 'function'))
}
