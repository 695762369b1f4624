import { print, type FieldDefinitionNode } from 'graphql'
import { namedType, outputFields, outputTypes, type FieldsNode, type Finding, type Lint } from './contract.ts'

/** S3: pages have the shape that clients of the Relay specification expect, and every field that gives one takes its four arguments. */
export const connectionsAreRelay: Lint = contracts => contracts.flatMap(({ document }) => [
  ...outputTypes(document).flatMap(shapeFindings),
  ...outputFields(document).filter(({ field }) => namedType(field.type).endsWith('Connection')).flatMap(({ coordinate, field }) => argumentFindings(coordinate, field)),
])

const shapeFindings = (type: FieldsNode): readonly Finding[] =>
  shapeOf(type.name.value).filter(wanted => !(type.fields ?? []).some(field => wanted.matches(`${field.name.value}: ${print(field.type)}`)))
    .map(wanted => ({ code: 'S3', at: type.name.value, message: `Has no field ${wanted.text}.` }))

const shapeOf = (name: string): readonly { readonly text: string; matches(field: string): boolean }[] => {
  const lines = name.endsWith('Connection')
    ? ['nodes: [*!]!', `edges: [${name.replace(/Connection$/, '')}Edge!]!`, 'pageInfo: PageInfo!', 'totalCount: SafeInt!']
    : name.endsWith('Edge') ? ['cursor: String!', 'node: *!'] : []
  return lines.map(text => ({ text, matches: field => matches(text, field) }))
}

/** `*` stands for any type name. */
const matches = (pattern: string, text: string): boolean => {
  const [before = '', after] = pattern.split('*')
  return after === undefined ? text === pattern : text.startsWith(before) && text.endsWith(after)
}

const PAGE_ARGUMENTS = ['first: Int', 'after: String', 'last: Int', 'before: String']

const argumentFindings = (at: string, field: FieldDefinitionNode): readonly Finding[] => {
  const given = (field.arguments ?? []).map(({ name, type }) => `${name.value}: ${print(type)}`)
  return PAGE_ARGUMENTS.filter(wanted => !given.includes(wanted)).map(wanted => ({ code: 'S3', at, message: `Gives a page but does not take ${wanted}.` }))
}
