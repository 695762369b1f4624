import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql'
import { labelsOf } from '../sdl/read-labels.ts'
import { directiveOf, inputTypes, namedType, outputFields, type Contract, type Finding, type Lint } from './contract.ts'

/** L12: a hand-written query, derived field or command argument says which coordinates it reads, in whose rows, and these exist. */
export const handWrittenSaysWhatItReads: Lint = contracts => contracts.flatMap(contract => [...unlabelled(contract), ...readingNothing(contract)])

type Labelled = { readonly directives?: readonly ConstDirectiveNode[] | undefined }
type Place = readonly [at: string, ...nodes: readonly Labelled[]]

const unlabelled = ({ handWritten }: Contract): readonly Finding[] =>
  places(handWritten).filter(([, ...nodes]) => !nodes.some(saysReadsAndScope))
    .map(([at]) => ({ code: 'L12', at, message: 'Does not say what it reads; add @sensitivity(reads: […], scope: […]).' }))

/** Where a label is obligatory; any of the nodes may carry it. */
const places = (document: DocumentNode): readonly Place[] => [
  ...outputFields(document).map(({ type, field, coordinate }) => [coordinate, field, type] as const),
  ...inputTypes(document).flatMap(input => (input.fields ?? []).map(field => [`${input.name.value}.${field.name.value}`, field] as const)),
  ...commandArguments(document),
]

/** The arguments of a command; those of an input type of this file are its members. */
const commandArguments = (document: DocumentNode): readonly Place[] => {
  const inputs = new Set(inputTypes(document).map(({ name }) => name.value))
  return outputFields(document).filter(({ type }) => type.name.value === 'Mutation').flatMap(({ field, coordinate }) =>
    (field.arguments ?? []).filter(argument => !inputs.has(namedType(argument.type)))
      .map(argument => [`${coordinate}(${argument.name.value}:)`, argument] as const))
}

const saysReadsAndScope = (node: Labelled): boolean => {
  const given = directiveOf(node, 'sensitivity')?.arguments?.map(({ name, value }) => (isEmptyScope(name.value, value) ? '' : name.value)) ?? []
  return given.includes('reads') && given.includes('scope')
}

const isEmptyScope = (name: string, value: { readonly kind: Kind; readonly values?: readonly unknown[] }): boolean => name === 'scope' && value.values?.length === 0

const readingNothing = ({ name, document, handWritten }: Contract): readonly Finding[] => {
  const known = new Set(outputFields(document).map(({ coordinate }) => coordinate))
  return [...labelsOf(handWritten)].flatMap(([at, { reads }]) => reads.filter(read => !known.has(read))
    .map(read => ({ code: 'L12', at, message: `Reads ${read}, which ${name} does not have.` })))
}
