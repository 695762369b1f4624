import type { DocumentNode } from 'graphql'
import { labelsOf } from '../sdl/read-labels.ts'
import { directiveOf, outputFields, textArgument, type Contract, type Finding, type Lint } from './contract.ts'
import { coordinatesIn } from './field-set.ts'
import { sensitiveCoordinates } from './sensitive-coordinates.ts'

/**
 * L3: nothing sensitive is required from another subgraph, and nothing is derived from it there, since the raw value would travel.
 * `@requires` on a field with arguments is refused too: the gateway answers it with wrong data and no error.
 */
export const sensitiveStaysAtHome: Lint = contracts => {
  const sensitive = sensitiveCoordinates(contracts)
  return contracts.flatMap(contract => [...required(contract, sensitive), ...derived(contract, sensitive)])
}

const required = ({ document }: Contract, sensitive: ReadonlySet<string>): readonly Finding[] =>
  outputFields(document).flatMap(({ type, field, coordinate }) => {
    const directive = directiveOf(field, 'requires')
    if (directive === undefined) return []
    const names = coordinatesIn(document, type.name.value, textArgument(directive, 'fields') ?? '')
    const withArguments = (field.arguments ?? []).length > 0 || names.some(name => hasArguments(document, name))
    return [
      ...names.filter(name => sensitive.has(name))
        .map(name => ({ code: 'L3', at: coordinate, message: `Requires the sensitive ${name}; let its owner derive this field.` })),
      ...(withArguments ? [{ code: 'L3', at: coordinate, message: 'Has @requires together with arguments; the gateway answers that wrongly.' }] : []),
    ]
  })

const hasArguments = (document: DocumentNode, coordinate: string): boolean =>
  outputFields(document).some(candidate => candidate.coordinate === coordinate && (candidate.field.arguments ?? []).length > 0)

const derived = ({ name, document }: Contract, sensitive: ReadonlySet<string>): readonly Finding[] => {
  const own = new Set(outputFields(document).filter(({ field }) => directiveOf(field, 'external') === undefined).map(({ coordinate }) => coordinate))
  return [...labelsOf(document)].flatMap(([coordinate, { reads }]) => reads
    .filter(read => sensitive.has(read) && !own.has(read))
    .map(read => ({ code: 'L3', at: coordinate, message: `Reads the sensitive ${read}, which ${name} does not own; let its owner derive this field.` })))
}
