import { outputTypes, textArgument, type Lint } from './contract.ts'
import { coordinatesIn } from './field-set.ts'
import { sensitiveCoordinates } from './sensitive-coordinates.ts'

/** L2: no `@key` over a sensitive field; keys travel between subgraphs raw. */
export const keysArePublic: Lint = contracts => {
  const sensitive = sensitiveCoordinates(contracts)
  return contracts.flatMap(({ name, document }) => outputTypes(document).flatMap(type =>
    (type.directives ?? [])
      .filter(directive => directive.name.value === 'key')
      .flatMap(directive => coordinatesIn(document, type.name.value, textArgument(directive, 'fields') ?? ''))
      .filter(coordinate => sensitive.has(coordinate))
      .map(coordinate => ({ code: 'L2', at: coordinate, message: `A key of ${type.name.value} in ${name} holds this sensitive field; key it by a public one.` }))))
}
