import { camelCase } from '../sdl/camel-case.ts'
import { labelsOf, type Labels, type SdlLabel } from '../sdl/read-labels.ts'
import { enumTypes, inputTypes, namedType, outputFields, type Contract, type Finding, type Lint } from './contract.ts'

/** L6: a member of a filter, an order or a list of dimensions has the label of the field that it stands for, and credentials have no member. */
export const inputsHaveTheirCoordinatesLabel: Lint = contracts => contracts.flatMap(findings)

interface Member {
  readonly at: string
  /** The output field that the name says. */
  readonly coordinate: string
}

const findings = ({ document }: Contract): readonly Finding[] => {
  const labels = labelsOf(document)
  const fields = new Set(outputFields(document).map(({ coordinate }) => coordinate))
  return members(document).filter(({ coordinate }) => fields.has(coordinate)).flatMap(member => findingOf(member, labels))
}

const members = (document: Contract['document']): readonly Member[] => [
  ...inputTypes(document).filter(input => input.name.value.endsWith('Filter')).flatMap(input =>
    (input.fields ?? []).filter(field => !/(List)?Filter$/.test(namedType(field.type)) || !isEntityFilter(document, namedType(field.type))).map(field => ({
      at: `${input.name.value}.${field.name.value}`, coordinate: `${input.name.value.replace(/Filter$/, '')}.${field.name.value}`,
    }))),
  ...enumTypes(document).filter(type => /(OrderField|Dimension)$/.test(type.name.value)).flatMap(type =>
    (type.values ?? []).map(value => ({
      at: `${type.name.value}.${value.name.value}`,
      coordinate: `${type.name.value.replace(/(OrderField|Dimension)$/, '')}.${camelCase(value.name.value.toLowerCase())}`,
    }))),
]

/** A nested filter decides by its own members. */
const isEntityFilter = (document: Contract['document'], name: string): boolean =>
  inputTypes(document).some(input => input.name.value === name && (input.fields ?? []).some(field => ['and', 'some'].includes(field.name.value)))

const findingOf = ({ at, coordinate }: Member, labels: Labels): readonly Finding[] => {
  const output = labels.get(coordinate)
  const input = labels.get(at)
  if (output?.category === 'CREDENTIAL') return [{ code: 'L6', at, message: `${coordinate} is a credential; it can be no input.` }]
  if (comparable(input) === comparable(output) && readsOnly(input, output)) return []
  return [{ code: 'L6', at, message: `Labelled otherwise than ${coordinate}; copy its label and add reads: ["${coordinate}"].` }]
}

const comparable = (label: SdlLabel | undefined): string => JSON.stringify({ ...label, reads: [] })

const readsOnly = (input: SdlLabel | undefined, output: SdlLabel | undefined): boolean => (input?.reads ?? []).join() === (output?.reads ?? []).join()
