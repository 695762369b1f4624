import { Kind, type DocumentNode, type StringValueNode } from 'graphql'
import { inputTypes, outputFields, type Finding, type Lint } from './contract.ts'

/** S1: every type, directive, field and member of an input says in words what it is. */
export const everythingIsDescribed: Lint = contracts => contracts.flatMap(({ document }) =>
  [...types(document), ...members(document)].filter(([, text]) => (text?.value.trim() ?? '') === '').map(([at]) => finding(at)))

type Described = readonly [at: string, description: StringValueNode | undefined]

const finding = (at: string): Finding => ({ code: 'S1', at, message: 'Has no description; add a sentence for people.' })

const types = ({ definitions }: DocumentNode): readonly Described[] =>
  definitions.flatMap(node => ('description' in node || node.kind === Kind.OBJECT_TYPE_DEFINITION ? [[nameOf(node), node.description] as const] : []))

const nameOf = (node: object): string =>
  'name' in node && typeof node.name === 'object' && node.name !== null && 'value' in node.name ? String(node.name.value) : 'schema'

const members = (document: DocumentNode): readonly Described[] => [
  ...outputFields(document).map(({ coordinate, field }) => [coordinate, field.description] as const),
  ...inputTypes(document).flatMap(input => (input.fields ?? []).map(field => [`${input.name.value}.${field.name.value}`, field.description] as const)),
]
