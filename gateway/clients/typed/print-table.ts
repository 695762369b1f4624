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
const compact = (facts: object): string => JSON.stringify(facts).replaceAll(/"(\w+)":/g, '$1: ').replaceAll('"', "'").replaceAll(',', ', ').replaceAll('{', '{ ').replaceAll('}', ' }')

/** The table by which selections are printed and answers are read, one line a type. What fields take is written once. */
export const printTable = (schema: ClientSchema, covered: ReadonlySet<string>): string => {
  const shared = new Map<string, string>()
  const factsText = ({ args, ...facts }: FieldFacts): string => {
    if (args === undefined) return compact(facts)
    const text = compact(args)
    const name = shared.get(text) ?? `a${shared.size}`
    shared.set(text, name)
    return facts.to === undefined && facts.covered === undefined ? `{ args: ARGUMENTS.${name} }` : `${compact(facts).slice(0, -2)}, args: ARGUMENTS.${name} }`
  }
  const types = schema.objects.flatMap(({ name: { value: type }, fields = [] }) => {
    const entries = fields.flatMap(field => {
      const facts = factsOfField(field, { schema, isCovered: covered.has(`${type}.${field.name.value}`), isKnown: type === READ_BY_THE_CLIENT })
      return Object.keys(facts).length === 0 ? [] : [`${field.name.value}: ${factsText(facts)}`]
    })
    return entries.length === 0 ? [] : [`  ${type}: { ${entries.join(', ')} },\n`]
  })
  const given = [...shared].map(([text, name]) => `  ${name}: ${text},\n`)
  return `const ARGUMENTS = {\n${given.join('')}}\n\nconst TABLE: FieldTable = {\n${types.join('')}}\n`
}
