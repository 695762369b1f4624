import type { AssignedRelation } from './rights.ts'

/** Where a value of a statement comes from; the text itself holds none. */
export type Parameter =
  | { readonly kind: 'BRAND' }
  | { readonly kind: 'PERSON' | 'USER' }
  /** Places where the permission is held. */
  | { readonly kind: 'ORGS' | 'WORKSPACES'; readonly permission: string }
  /** Places whose rows have this relation to the caller. */
  | { readonly kind: 'RELATION_ORGS' | 'RELATION_WORKSPACES'; readonly relation: AssignedRelation }
  /** Keys of an entity batch. */
  | { readonly kind: 'KEYS' }
  /** A value that the client gave. */
  | { readonly kind: 'INPUT'; readonly slot: number; readonly as: InputForm }

/** VALUE: as it is; ONE_MORE: a page size and the row after it; the others: a LIKE pattern with the text taken literally. */
export type InputForm = 'VALUE' | 'ONE_MORE' | 'CONTAINS' | 'STARTS_WITH' | 'ENDS_WITH'

/** Text in the making: hands out parameter numbers (one for equal parameters) and aliases. */
export interface Statement {
  parameter(parameter: Parameter, type: string): string
  /** A new alias; the letter says what it stands for. */
  alias(letter: string): string
  parameters(): readonly Parameter[]
}

export function newStatement(): Statement {
  const numbers = new Map<string, number>()
  const parameters: Parameter[] = []
  let aliases = 0
  return {
    parameter(parameter, type) {
      const key = JSON.stringify([parameter, type])
      const number = numbers.get(key) ?? parameters.push(parameter)
      numbers.set(key, number)
      return `$${number}::${type}`
    },
    alias: (letter) => `${letter}${aliases++}`,
    parameters: () => parameters,
  }
}

/** Joins conditions; TRUE is left out, FALSE wins. */
export function all(conditions: readonly string[]): string {
  if (conditions.includes('false')) return 'false'
  const rest = conditions.filter((condition) => condition !== 'true')
  return rest.length === 0 ? 'true' : rest.join(' and ')
}

/** At least one holds; in parentheses where there is more than one. */
export function any(conditions: readonly string[]): string {
  if (conditions.includes('true')) return 'true'
  const rest = conditions.filter((condition) => condition !== 'false')
  if (rest.length === 0) return 'false'
  return rest.length === 1 ? `${rest[0]}` : `(${rest.join(' or ')})`
}
