import { print, type ConstDirectiveNode, type DocumentNode } from 'graphql'
import { directiveOf, enumTypes, inputTypes, outputFields, type Lint } from './contract.ts'

/** L1: a coordinate that several subgraphs have carries one label in all of them; the weakest would win otherwise. */
export const sameLabelEverywhere: Lint = contracts => {
  const first = new Map<string, { readonly name: string; readonly label: string }>()
  return contracts.flatMap(({ name, document }) => labelTexts(document).flatMap(([coordinate, label]) => {
    const known = first.get(coordinate)
    if (known === undefined) first.set(coordinate, { name, label })
    if (known === undefined || known.label === label) return []
    return [{ code: 'L1', at: coordinate, message: `Labelled "${known.label}" in ${known.name} and "${label}" in ${name}; give both the same label.` }]
  }))
}

const labelTexts = (document: DocumentNode): readonly (readonly [string, string])[] => [
  ...outputFields(document).flatMap(({ coordinate, field }) => [
    [coordinate, textOf(field)] as const,
    ...(field.arguments ?? []).map(argument => [`${coordinate}(${argument.name.value}:)`, textOf(argument)] as const),
  ]),
  ...inputTypes(document).flatMap(input => (input.fields ?? []).map(field => [`${input.name.value}.${field.name.value}`, textOf(field)] as const)),
  ...enumTypes(document).flatMap(type => (type.values ?? []).map(value => [`${type.name.value}.${value.name.value}`, textOf(value)] as const)),
]

const textOf = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }): string => {
  const directive = directiveOf(node, 'sensitivity')
  return directive === undefined ? 'public' : print(directive)
}
