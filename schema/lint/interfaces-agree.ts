import { Kind, type DocumentNode } from 'graphql'
import { labelsOf } from '../sdl/read-labels.ts'
import { outputTypes, type Finding, type Lint } from './contract.ts'

/** L4: a field of an interface and of its implementers has one label; a selection through the interface would show the other one. */
export const interfacesAgree: Lint = contracts => contracts.flatMap(({ document }) => findings(document))

const findings = (document: DocumentNode): readonly Finding[] => {
  const labels = labelsOf(document)
  const fieldsOf = (name: string): readonly string[] =>
    outputTypes(document).filter(type => type.name.value === name && type.kind === Kind.INTERFACE_TYPE_DEFINITION)
      .flatMap(type => (type.fields ?? []).map(field => field.name.value))
  const text = (coordinate: string): string => {
    const { reads, ...label } = labels.get(coordinate) ?? { reads: [coordinate] }
    return JSON.stringify([label, reads.filter(read => read !== coordinate)])
  }
  return outputTypes(document).flatMap(type => (type.interfaces ?? []).flatMap(({ name }) => fieldsOf(name.value)
    .filter(field => text(`${type.name.value}.${field}`) !== text(`${name.value}.${field}`))
    .map(field => ({ code: 'L4', at: `${type.name.value}.${field}`, message: `Labelled otherwise than ${name.value}.${field}; give both the same label.` }))))
}
