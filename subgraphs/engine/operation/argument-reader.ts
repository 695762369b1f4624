import { getArgumentValues, Kind, visit, type FieldNode, type GraphQLField, type ValueNode } from 'graphql'
import type { Arguments } from '../read/list-arguments.ts'
import { ReadError } from '../read/read-error.ts'

/** Arguments of one place of a document, for the variables of a request. */
export type ArgumentReader = (variables: Readonly<Record<string, unknown>>) => Arguments

/** Arguments without variables are coerced once per document, and a plain variable is passed on: it was coerced with the request. */
export function argumentReader(field: GraphQLField<unknown, unknown>, node: FieldNode): ArgumentReader {
  const given = node.arguments ?? []
  if (!given.some(({ value }) => hasVariable(value))) {
    const constant = coerced(field, node, {})
    return () => constant
  }
  const direct = given.flatMap(({ name, value }) => value.kind === Kind.VARIABLE ? [{ name: name.value, variable: value.name.value }] : [])
  const rest = given.filter(({ value }) => value.kind !== Kind.VARIABLE)
  if (rest.some(({ value }) => hasVariable(value)) || field.args.some(({ defaultValue }) => defaultValue !== undefined)) {
    return (variables) => coerced(field, node, variables)
  }
  const required = field.args.filter(({ type }) => type.toString().endsWith('!')).map(({ name }) => name)
  const constants = coerced({ ...field, args: field.args.filter(({ name }) => rest.some((argument) => argument.name.value === name)) }, { ...node, arguments: rest }, {})
  return (variables) => {
    const values: Record<string, unknown> = { ...constants }
    for (const { name, variable } of direct) values[name] = variables[variable]
    if (required.some((name) => values[name] === undefined || values[name] === null)) throw new ReadError('VALIDATION_FAILED')
    return values
  }
}

function coerced(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Readonly<Record<string, unknown>>): Arguments {
  try {
    return getArgumentValues(field, node, variables)
  } catch {
    // the message of the library repeats the value
    throw new ReadError('VALIDATION_FAILED')
  }
}

function hasVariable(value: ValueNode): boolean {
  let found = false
  visit(value, { Variable: () => { found = true } })
  return found
}
