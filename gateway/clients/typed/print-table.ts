import type { FieldDefinitionNode } from 'graphql'
import { namedType } from '../../../schema/lint/contract.ts'
import type { ClientSchema } from './print-types.ts'
import type { FieldFacts } from './runtime/field-table.ts'
import { sdlText } from './type-text.ts'

/** Figures are read by the client itself, which has to know what a row of them has. */
const READ_BY_THE_CLIENT = 'MetricRow'

const factsOfField = (field: FieldDefinitionNode, { schema, isCovered, isKnown }: { readonly schema: ClientSchema, readonly isCovered: boolean, readonly isKnown: boolean }): FieldFacts => {
  const name = namedType(field.type)
  const given = field.arguments ?? []
  return {
    ...schema.kindOf(name) === 'OBJECT' ? { to: name } : { ...isCovered && { covered: true }, ...isKnown && { isKnown: true } },
    ...given.length > 0 && { args: Object.fromEntries(given.map(argument => [argument.name.value, sdlText(argument.type)])) },
  }
}

/** JSON without the quotes that TypeScript does not need. */
const compact = (facts: FieldFacts): string => JSON.stringify(facts).replaceAll(/"(\w+)":/g, '$1: ').replaceAll('"', "'").replaceAll(',', ', ').replaceAll('{', '{ ').replaceAll('}', ' }')

/** The table by which selections are printed and answers are read, one line a type. */
export const printTable = (schema: ClientSchema, covered: ReadonlySet<string>): string => {
  const types = schema.objects.flatMap(({ name: { value: type }, fields = [] }) => {
    const entries = fields.flatMap(field => {
      const facts = factsOfField(field, { schema, isCovered: covered.has(`${type}.${field.name.value}`), isKnown: type === READ_BY_THE_CLIENT })
      return Object.keys(facts).length === 0 ? [] : [`${field.name.value}: ${compact(facts)}`]
    })
    return entries.length === 0 ? [] : [`  ${type}: { ${entries.join(', ')} },\n`]
  })
  return `const TABLE: FieldTable = {\n${types.join('')}}\n`
}
