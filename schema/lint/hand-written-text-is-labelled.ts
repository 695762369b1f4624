import { labelsOf } from '../sdl/read-labels.ts'
import { inputTypes, namedType, outputFields, type Contract, type Finding, type Lint, type OutputField } from './contract.ts'

/** L8: a text or JSON that people wrote into the contract says what it is; nobody else knows what stands in it. */
export const handWrittenTextIsLabelled: Lint = contracts => contracts.flatMap(findings)

const findings = ({ handWritten }: Contract): readonly Finding[] => {
  const labels = labelsOf(handWritten)
  return textMembers(handWritten).filter(at => !labels.has(at)).map(at => ({ code: 'L8', at, message: 'A text or JSON without a label; add @sensitivity.' }))
}

const textMembers = (document: Contract['handWritten']): readonly string[] => [
  ...outputFields(document).flatMap(field => [...(isText(namedType(field.field.type)) ? [field.coordinate] : []), ...textArguments(field)]),
  ...inputTypes(document).flatMap(input =>
    (input.fields ?? []).filter(field => isText(namedType(field.type))).map(field => `${input.name.value}.${field.name.value}`)),
]

const textArguments = ({ field, coordinate }: OutputField): readonly string[] =>
  (field.arguments ?? [])
    .filter(argument => isText(namedType(argument.type)) && !isCursor(argument.name.value, namedType(field.type)))
    .map(argument => `${coordinate}(${argument.name.value}:)`)

const isText = (type: string): boolean => type === 'String' || type === 'JSON'

/** Cursors are sealed by the engine. */
const isCursor = (argument: string, type: string): boolean => (argument === 'after' || argument === 'before') && type.endsWith('Connection')
