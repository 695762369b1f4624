import { Kind } from 'graphql'
import type { DocumentNode, EnumTypeDefinitionNode, FieldDefinitionNode, InputObjectTypeDefinitionNode, InterfaceTypeDefinitionNode, ObjectTypeDefinitionNode } from 'graphql'
import { namedType } from '../../../schema/lint/contract.ts'
import { docText, inputMemberText, presentText, valueText, wrapperText } from './type-text.ts'
import type { KindOf } from './type-text.ts'

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

/** A schema as the printer of a client reads it. */
export interface ClientSchema {
  readonly objects: readonly Composite[]
  readonly inputs: readonly InputObjectTypeDefinitionNode[]
  readonly enums: readonly EnumTypeDefinitionNode[]
  readonly kindOf: KindOf
}

/** Sorts the types of a document. Unions have no fields of their own and are left out. */
export const clientSchemaOf = ({ definitions }: DocumentNode): ClientSchema => {
  const objects = definitions.filter(node => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
  const inputs = definitions.filter(node => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
  const enums = definitions.filter(node => node.kind === Kind.ENUM_TYPE_DEFINITION)
  const kinds = new Map<string, ReturnType<KindOf>>([
    ...objects.map(({ name }) => [name.value, 'OBJECT'] as const), ...inputs.map(({ name }) => [name.value, 'INPUT'] as const), ...enums.map(({ name }) => [name.value, 'ENUM'] as const),
  ])
  return { objects, inputs, enums, kindOf: name => kinds.get(name) ?? 'SCALAR' }
}

/** What fields take, each written once: lists of one entity take the same wherever they stand. */
interface SharedArguments {
  /** With a comma before it; empty where the field takes nothing. */
  textOf(coordinate: string, field: FieldDefinitionNode): string
  all(): ReadonlyMap<string, string>
}

const sharedArguments = (kindOf: KindOf): SharedArguments => {
  const names = new Map<string, string>()
  return {
    textOf(coordinate, { arguments: given = [] }) {
      if (given.length === 0) return ''
      const text = `{ ${given.map(argument => inputMemberText(argument, kindOf)).join(', ')} }`
      const name = names.get(text) ?? coordinate
      names.set(text, name)
      return `, Arguments['${name}']`
    },
    all: () => names,
  }
}

const fieldText = (coordinate: string, field: FieldDefinitionNode, { kindOf, shared, covered }: { readonly kindOf: KindOf, readonly shared: SharedArguments, readonly covered: ReadonlySet<string> }): string => {
  const name = namedType(field.type)
  const args = shared.textOf(coordinate, field)
  if (kindOf(name) === 'OBJECT') return `To<'${name}', '${wrapperText(field.type)}'${args}>`
  return covered.has(coordinate) ? `Covered<${presentText(field.type, kindOf)}${args}>` : `Leaf<${valueText(field.type, kindOf)}${args}>`
}

const objectText = (type: Composite, facts: { readonly kindOf: KindOf, readonly shared: SharedArguments, readonly covered: ReadonlySet<string> }): string => {
  const fields = (type.fields ?? []).map(field =>
    `${docText(field.description?.value, '    ')}    readonly ${field.name.value}: ${fieldText(`${type.name.value}.${field.name.value}`, field, facts)}\n`)
  return `${docText(type.description?.value, '  ')}  readonly ${type.name.value}: {\n${fields.join('')}  }\n`
}

const inputText = ({ name, description, fields = [] }: InputObjectTypeDefinitionNode, kindOf: KindOf): string => {
  const members = fields.map(member => `${docText(member.description?.value, '    ')}    ${inputMemberText(member, kindOf)}\n`)
  return `${docText(description?.value, '  ')}  readonly ${name.value}: {\n${members.join('')}  }\n`
}

const enumText = ({ name, description, values = [] }: EnumTypeDefinitionNode): string =>
  `${docText(description?.value, '  ')}  readonly ${name.value}: ${values.map(value => `'${value.name.value}'`).join(' | ')}\n`

/** Inputs of the commands, by name of the command. */
const commandTexts = ({ objects, kindOf }: ClientSchema): string => {
  const mutation = objects.find(({ name }) => name.value === 'Mutation')
  return (mutation?.fields ?? []).flatMap(({ name, description, arguments: given = [] }) => {
    const input = given.find(argument => argument.name.value === 'input')
    return input === undefined ? [] : [`${docText(description?.value, '  ')}  readonly ${name.value}: ${presentText(input.type, kindOf)}\n`]
  }).join('')
}

/** The types of a client: enumerations, inputs, objects by their fields, and what fields and commands take. */
export const printTypes = (schema: ClientSchema, covered: ReadonlySet<string>): string => {
  const { kindOf, objects, inputs, enums } = schema
  const shared = sharedArguments(kindOf)
  const texts = objects.map(type => objectText(type, { kindOf, shared, covered }))
  const hasCommands = objects.some(({ name }) => name.value === 'Mutation')
  return [
    `/** Words of the enumerations, by name. */\nexport interface Enums {\n${enums.map(enumText).join('')}}\n`,
    `/** What arguments and commands take, by name. */\nexport interface Inputs {\n${inputs.map(input => inputText(input, kindOf)).join('')}}\n`,
    `/** What fields take, by the first field that takes it. */\nexport interface Arguments {\n${[...shared.all()].map(([text, name]) => `  readonly '${name}': ${text}\n`).join('')}}\n`,
    `/** The types of the graph, by name. Fields are descriptions of what can be selected, not of values: \`Row<'User', { id: true }>\` is a value. */\nexport interface Schema {\n${texts.join('')}${hasCommands ? '' : '  readonly Mutation: NoArguments\n'}}\n`,
    `/** What the commands take, by name of the command. */\nexport interface Commands {\n${commandTexts(schema)}}\n`,
  ].join('\n')
}
