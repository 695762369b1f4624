import { camelCase } from '../sdl/camel-case.ts'
import { labelsOf, type Labels, type SdlLabel } from '../sdl/read-labels.ts'
import { enumTypes, inputTypes, namedType, outputFields, type Contract, type Finding, type Lint } from './contract.ts'

/** L6: a member of a filter, an order or a list of dimensions, and an argument, has the label of the field that it stands for; credentials have no member. */
export const inputsHaveTheirCoordinatesLabel: Lint = contracts => contracts.flatMap(findings)

interface Member {
  readonly at: string
  /** The output field that the name says. */
  readonly coordinate: string
}

const findings = ({ document }: Contract): readonly Finding[] => {
  const labels = labelsOf(document)
  const fields = new Set(outputFields(document).map(({ coordinate }) => coordinate))
  return [...members(document).filter(({ coordinate }) => fields.has(coordinate)), ...labelledArguments(labels)].flatMap(member => findingOf(member, labels))
}

const members = (document: Contract['document']): readonly Member[] => [
  ...inputTypes(document).filter(input => input.name.value.endsWith('Filter')).flatMap(input =>
    (input.fields ?? []).filter(field => !isEntityFilter(document, namedType(field.type))).map(field => ({
      at: `${input.name.value}.${field.name.value}`, coordinate: `${input.name.value.replace(/Filter$/, '')}.${field.name.value}`,
    }))),
  ...enumTypes(document).filter(type => /(OrderField|Dimension)$/.test(type.name.value)).flatMap(type =>
    (type.values ?? []).map(value => ({
      at: `${type.name.value}.${value.name.value}`,
      coordinate: `${type.name.value.replace(/(OrderField|Dimension)$/, '')}.${camelCase(value.name.value.toLowerCase())}`,
    }))),
]

/** An argument that stands for one field; its name is its own, so what it reads says which. */
const labelledArguments = (labels: Labels): readonly Member[] =>
  [...labels].flatMap(([at, { reads: [coordinate, ...others] }]) =>
    (at.endsWith(':)') && coordinate !== undefined && others.length === 0 && labels.has(coordinate) ? [{ at, coordinate }] : []))

/** A nested filter decides by its own members. */
const isEntityFilter = (document: Contract['document'], name: string): boolean =>
  inputTypes(document).some(input => input.name.value === name && (input.fields ?? []).some(field => ['and', 'some'].includes(field.name.value)))

const findingOf = ({ at, coordinate }: Member, labels: Labels): readonly Finding[] => {
  const output = labels.get(coordinate)
  const input = labels.get(at)
  // a figure refuses every sensitive dimension by name, so that one may be named
  if (output?.category === 'CREDENTIAL' && !/^\w+Dimension\./.test(at)) return [{ code: 'L6', at, message: `${coordinate} is a credential; it can be no input.` }]
  if (comparable(input) === comparable(output) && (input?.reads ?? []).join() === (output?.reads ?? []).join()) return []
  return [{ code: 'L6', at, message: `Labelled otherwise than ${coordinate}; copy its label and add reads: ["${coordinate}"].` }]
}

/** The scope of an argument is that of the query; a column has none, or BRAND, which its members repeat. */
const comparable = (label: SdlLabel | undefined): string =>
  JSON.stringify({ ...label, reads: [], scope: label?.category === undefined ? label?.scope : [] })
