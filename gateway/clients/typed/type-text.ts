import { Kind } from 'graphql'
import type { InputValueDefinitionNode, TypeNode } from 'graphql'
import { namedType } from '../../../schema/lint/contract.ts'

/** Scalars as JSON carries them. Whole numbers of 64 bits travel within 2^53; decimals are text, so that nothing is rounded. */
const SCALARS: Readonly<Record<string, string>> = {
  ID: 'string', String: 'string', Int: 'number', Float: 'number', Boolean: 'boolean', SafeInt: 'number', Decimal: 'string', DateTime: 'string', Date: 'string',
  JSON: 'unknown', CurrencyCode: 'string', CountryCode: 'string',
}

/** Kinds of the types of a schema, by name. */
export type KindOf = (name: string) => 'ENUM' | 'INPUT' | 'OBJECT' | 'SCALAR'

const namedText = (name: string, kindOf: KindOf): string => {
  switch (kindOf(name)) {
    case 'ENUM': return `Enums['${name}']`
    case 'INPUT': return `Inputs['${name}']`
    case 'OBJECT': return 'never'
    case 'SCALAR': return SCALARS[name] ?? 'unknown'
  }
}

/** A type without its outermost null: what a value is where there is one. */
export const presentText = (type: TypeNode, kindOf: KindOf): string => {
  if (type.kind === Kind.NON_NULL_TYPE) return presentText(type.type, kindOf)
  if (type.kind === Kind.NAMED_TYPE) return namedText(type.name.value, kindOf)
  const item = valueText(type.type, kindOf)
  return `readonly ${/[ |]/.test(item) ? `(${item})` : item}[]`
}

/** The TypeScript of a value in an answer. */
export const valueText = (type: TypeNode, kindOf: KindOf): string => {
  const present = presentText(type, kindOf)
  return type.kind === Kind.NON_NULL_TYPE || present === 'unknown' ? present : `${present} | null`
}

/** As the schema writes it: `[ID!]!`. */
export const sdlText = (type: TypeNode): string => {
  if (type.kind === Kind.NON_NULL_TYPE) return `${sdlText(type.type)}!`
  return type.kind === Kind.LIST_TYPE ? `[${sdlText(type.type)}]` : type.name.value
}

/** The wrappers of a type around a T: `[T!]`. */
export const wrapperText = (type: TypeNode): string => sdlText(type).replace(namedType(type), 'T')

/** A comment above a member; the texts are descriptions of the schema. */
export const docText = (description: string | undefined, indent: string): string =>
  (description === undefined || description === '' ? '' : `${indent}/** ${description.replaceAll('*/', '* /').replaceAll(/\s*\n\s*/g, ' ').trim()} */\n`)

const isOptional = ({ type, defaultValue }: InputValueDefinitionNode): boolean => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined

/** Members of an input, or arguments of a field. */
export const inputMemberText = (member: InputValueDefinitionNode, kindOf: KindOf): string =>
  `readonly ${member.name.value}${isOptional(member) ? '?' : ''}: ${valueText(member.type, kindOf)}`
