import type { DocumentNode } from 'graphql'
import { enumTypes, inputTypes, outputFields, outputTypes, type Lint } from './contract.ts'

/** S2: types are PascalCase, fields and arguments camelCase, values of enumerations UPPER_SNAKE; an input says by its end what it is for. */
export const namesAreRegular: Lint = contracts => contracts.flatMap(({ document }) =>
  names(document).filter(({ name, form }) => !form.pattern.test(name)).map(({ at, form }) => ({ code: 'S2', at, message: `Should be ${form.rule}.` })))

const PASCAL = { pattern: /^[A-Z][A-Za-z0-9]*$/, rule: 'PascalCase' }
const CAMEL = { pattern: /^[a-z][A-Za-z0-9]*$/, rule: 'camelCase' }
const UPPER = { pattern: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, rule: 'UPPER_SNAKE' }
const INPUT = { pattern: /^[A-Z][A-Za-z0-9]*(Filter|OrderBy|Input)$/, rule: 'PascalCase and end in Filter, OrderBy or Input' }

interface Named {
  readonly at: string
  readonly name: string
  readonly form: { readonly pattern: RegExp; readonly rule: string }
}

const names = (document: DocumentNode): readonly Named[] => [
  ...[...outputTypes(document), ...enumTypes(document)].map(({ name }) => ({ at: name.value, name: name.value, form: PASCAL })),
  ...inputTypes(document).map(({ name }) => ({ at: name.value, name: name.value, form: INPUT })),
  ...outputFields(document).flatMap(({ coordinate, field }) => [
    { at: coordinate, name: field.name.value, form: CAMEL },
    ...(field.arguments ?? []).map(({ name }) => ({ at: `${coordinate}(${name.value}:)`, name: name.value, form: CAMEL })),
  ]),
  ...inputTypes(document).flatMap(({ name: input, fields }) =>
    (fields ?? []).map(({ name }) => ({ at: `${input.value}.${name.value}`, name: name.value, form: CAMEL }))),
  ...enumTypes(document).flatMap(({ name: type, values }) =>
    (values ?? []).map(({ name }) => ({ at: `${type.value}.${name.value}`, name: name.value, form: UPPER }))),
]
