import type { ModelName } from '../../../prisma/database/sealed-tables.ts'
import { hasFindings } from '../../../schema/policy/detectors.ts'
import { isUuid } from '../wire/uuid.ts'
import { CommandError } from './command-error.ts'

/** An entity of another module. */
export interface EntityName {
  readonly module: string
  readonly type: string
}

/** One member of a command's input: how it stands in the contract, and how its value is read. */
export interface InputField<Value> {
  readonly description: string
  /** GraphQL type without the exclamation mark. */
  readonly type: string
  readonly isRequired: boolean
  /** Column that the value is written to, as `Type.field`: its label is the member's. */
  readonly writes?: string
  /** Coordinates that the value is compared with. */
  readonly reads?: readonly string[]
  /** Row of this module that the value names; it is locked before anything happens. */
  readonly row?: ModelName
  /** The row is looked at and not changed: others may look at it meanwhile. */
  readonly isShared?: boolean
  /** Entity of another module that the value names; its owner is asked whether the caller sees it. */
  readonly entity?: EntityName
  /** Throws CommandError for a value that it does not take. */
  parse(value: unknown, name: string): Value
}

/** The id of a row of this module. */
export interface RowField<Type extends ModelName, Value> extends InputField<Value> {
  readonly row: Type
}

export type InputFields = Readonly<Record<string, InputField<unknown>>>

/** The values of an input, by member. */
export type InputValues<Fields extends InputFields> = { readonly [Name in keyof Fields]: Fields[Name] extends InputField<infer Value> ? Value : never }

/** Members that may be left out; their value is then null. */
export function optional<Value, Field extends InputField<Value>>(field: Field & InputField<Value>): Omit<Field, 'parse' | 'isRequired'> & InputField<Value | null> {
  return { ...field, isRequired: false, parse: (value, name) => value === undefined || value === null ? null : field.parse(value, name) }
}

/** A row of this module; the caller must see it. */
export function rowId<Type extends ModelName>(row: Type, description: string): RowField<Type, string> {
  return { description, type: 'ID', isRequired: true, row, reads: [`${row}.id`], parse: parseId }
}

/** A row that is looked at only, such as one that all organizations share; the caller must see it. */
export function sharedRowId<Type extends ModelName>(row: Type, description: string): RowField<Type, string> {
  return { ...rowId(row, description), isShared: true }
}

/** An entity of another module; the caller must see it there. */
export function entityId(entity: EntityName, description: string): InputField<string> {
  return { description, type: 'ID', isRequired: true, entity, reads: [], parse: parseId }
}

/** An id that is compared or kept and not looked up. */
export function plainId(description: string): InputField<string> {
  return { description, type: 'ID', isRequired: true, reads: [], parse: parseId }
}

export interface TextRules {
  /** Column that keeps it. */
  readonly writes?: string
  readonly min?: number
  readonly max: number
  /** Code of the failure where the detectors find something; absent: any text is taken. */
  readonly withoutPersonalData?: string
}

/** A text, without the blanks around it. */
export function text(description: string, { writes, min = 1, max, withoutPersonalData }: TextRules): InputField<string> {
  return {
    description, type: 'String', isRequired: true, writes, reads: [],
    parse(value, name) {
      const given = typeof value === 'string' ? value.trim() : ''
      if (typeof value !== 'string' || given.includes('\0') || lengthOf(given) < min || lengthOf(given) > max) throw new CommandError('VALIDATION_FAILED', name)
      if (withoutPersonalData !== undefined && hasFindings(given)) throw new CommandError(withoutPersonalData, name)
      return given
    },
  }
}

/** A whole number within bounds. */
export function integer(description: string, { min, max }: { readonly min: number; readonly max: number }): InputField<number> {
  return {
    description, type: 'Int', isRequired: true, reads: [],
    parse(value, name) {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) throw new CommandError('VALIDATION_FAILED', name)
      return value
    },
  }
}

/** True or false. */
export function flag(description: string): InputField<boolean> {
  return { description, type: 'Boolean', isRequired: true, reads: [], parse: (value) => value === true }
}

/** One value of an enumeration of the contract. */
export function choice<const Value extends string>(description: string, enumName: string, values: readonly Value[]): InputField<Value> {
  return { description, type: enumName, isRequired: true, reads: [], parse: (value, name) => oneOf(values, value, name) }
}

/** Some values of an enumeration, each once. */
export function choices<const Value extends string>(description: string, enumName: string, values: readonly Value[]): InputField<readonly Value[]> {
  return {
    description, type: `[${enumName}!]`, isRequired: true, reads: [],
    parse(value, name) {
      const chosen = Array.isArray(value) ? value.map((item: unknown) => oneOf(values, item, name)) : []
      if (chosen.length === 0) throw new CommandError('VALIDATION_FAILED', name)
      return values.filter((known) => chosen.includes(known))
    },
  }
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown, name: string): Value {
  const known = values.find((candidate) => candidate === value)
  if (known === undefined) throw new CommandError('VALIDATION_FAILED', name)
  return known
}

function parseId(value: unknown, name: string): string {
  // what is no id names nothing: the answer is that of an id that nobody has
  if (typeof value !== 'string' || !isUuid(value)) throw new CommandError('NOT_FOUND', name)
  return value.toLowerCase()
}

/** As Postgres counts: characters, not code units. */
function lengthOf(value: string): number {
  return [...value].length
}
