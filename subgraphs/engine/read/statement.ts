import type { AssignedRelation } from './rights.ts'

/** Where a value of a statement comes from; the text itself holds none. */
export type Parameter =
  | { readonly kind: 'BRAND' }
  | { readonly kind: 'PERSON' | 'USER' }
  /** Subject and end of the caller's emergency access. */
  | { readonly kind: 'GLASS_PERSON' | 'GLASS_USER' | 'GLASS_ENTITY' | 'GLASS_END' }
  /** Workspace and requester of the ticket under which raw values are asked for. */
  | { readonly kind: 'TICKET_WORKSPACE' | 'TICKET_PERSON' | 'TICKET_USER' }
  | PlaceList
  /** The one place of a list that has one. */
  | { readonly kind: 'ONLY'; readonly list: PlaceList }
  /** Keys of an entity batch. */
  | { readonly kind: 'KEYS' }
  /** A value that the client gave. */
  | { readonly kind: 'INPUT'; readonly slot: number; readonly as: InputForm }

/** Ids of organizations or workspaces of the caller. */
export type PlaceList =
  /** Where the permission is held. */
  | { readonly kind: 'ORGS' | 'WORKSPACES'; readonly permission: string }
  /** Whose rows have this relation to the caller. */
  | { readonly kind: 'RELATION_ORGS' | 'RELATION_WORKSPACES'; readonly relation: AssignedRelation }

/** VALUE: as it is; ONE_MORE: a page size and the row after it; the others: a LIKE pattern with the text taken literally. */
export type InputForm = 'VALUE' | 'ONE_MORE' | 'CONTAINS' | 'STARTS_WITH' | 'ENDS_WITH'

/** A finished text with its parameters, `$1` first. */
export interface FinishedStatement {
  readonly text: string
  readonly parameters: readonly Parameter[]
}

/** Text in the making: hands out marks for parameters (one for equal parameters) and aliases. */
export interface Statement {
  parameter(parameter: Parameter, type: string): string
  /** A new alias; the letter says what it stands for. */
  alias(letter: string): string
  /** Numbers the parameters that the text still names: a condition that turned out false took its own with it. */
  finish(text: string): FinishedStatement
}

const MARK = /\$(\d+)::/g

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
    finish(draft) {
      const used: Parameter[] = []
      const renumbered = new Map<string, number>()
      const text = draft.replace(MARK, (_mark, number: string) => {
        const parameter = parameters[Number(number) - 1]
        if (!parameter) throw new Error('A statement names a parameter that it was not given.')
        const position = renumbered.get(number) ?? used.push(parameter)
        renumbered.set(number, position)
        return `$${position}::`
      })
      return { text, parameters: used }
    },
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
