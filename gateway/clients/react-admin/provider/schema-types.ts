import { rowOf, rowsOf, textOf } from './json.ts'
import type { Row } from './json.ts'

/** What a field or an argument is, without its wrappers. */
export interface TypeReference {
  readonly name: string
  readonly kind: string
  /** As SDL writes it: `[ID!]!`. */
  readonly text: string
  readonly isList: boolean
  readonly isRequired: boolean
}

/** A field, an argument or a member of an input. */
export interface Member {
  readonly name: string
  readonly description: string
  readonly type: TypeReference
  readonly hasDefault: boolean
  readonly args: readonly Member[]
}

/** A type of the schema as the caller sees it. */
export interface SchemaType {
  readonly name: string
  readonly kind: string
  readonly description: string
  readonly fields: readonly Member[]
  readonly inputFields: readonly Member[]
  readonly values: readonly { readonly name: string, readonly description: string }[]
}

/** The types of a schema by name, and its roots. */
export interface SchemaTypes {
  readonly types: ReadonlyMap<string, SchemaType>
  readonly query: SchemaType | undefined
  readonly mutation: SchemaType | undefined
}

const readReference = (type: Row): TypeReference => {
  const kind = textOf(type.kind)
  if (kind !== 'NON_NULL' && kind !== 'LIST') return { name: textOf(type.name), kind, text: textOf(type.name), isList: false, isRequired: false }
  const inner = readReference(rowOf(type.ofType))
  return kind === 'LIST' ? { ...inner, text: `[${inner.text}]`, isList: true, isRequired: false } : { ...inner, text: `${inner.text}!`, isRequired: true }
}

const readMember = (member: Row): Member => ({
  name: textOf(member.name),
  description: textOf(member.description),
  type: readReference(rowOf(member.type)),
  hasDefault: typeof member.defaultValue === 'string',
  args: rowsOf(member.args).map(readMember),
})

const readType = (type: Row): SchemaType => ({
  name: textOf(type.name),
  kind: textOf(type.kind),
  description: textOf(type.description),
  fields: rowsOf(type.fields).map(readMember),
  inputFields: rowsOf(type.inputFields).map(readMember),
  values: rowsOf(type.enumValues).map(value => ({ name: textOf(value.name), description: textOf(value.description) })),
})

/** Reads the answer to the introspection query. */
export const readSchemaTypes = (data: Row): SchemaTypes => {
  const schema = rowOf(data.__schema)
  const types = new Map(rowsOf(schema.types).map(readType).map(type => [type.name, type]))
  return { types, query: types.get(textOf(rowOf(schema.queryType).name)), mutation: types.get(textOf(rowOf(schema.mutationType).name)) }
}

/** Whether a field can be asked for without saying anything. */
export const needsNothing = ({ args }: Member): boolean => args.every(({ type, hasDefault }) => !type.isRequired || hasDefault)
