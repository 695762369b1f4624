import { Kind, print, type DocumentNode, type TypeDefinitionNode } from 'graphql'
import { directiveOf, outputFields, textArgument, type Contract, type Finding, type Lint, type OutputField } from './contract.ts'
import { coordinatesIn } from './field-set.ts'

/** L10: one module claims a coordinate; inputs, enumerations and scalars are one module's own, or the same in all of them. */
export const oneOwnerPerCoordinate: Lint = contracts => [...fieldClaims(contracts), ...typeClaims(contracts)]

const fieldClaims = (contracts: readonly Contract[]): readonly Finding[] =>
  contested(contracts, ({ document }) => outputFields(document).filter(field => isClaim(document, field)).map(({ coordinate }) => coordinate))
    .map(([at, names]) => ({ code: 'L10', at, message: `Claimed by ${names.join(' and ')}; one of them must name its field otherwise.` }))

/** Keys are everybody's, shareable fields and external ones are meant to stand in several places. */
const isClaim = (document: DocumentNode, { type, field, coordinate }: OutputField): boolean =>
  directiveOf(field, 'external') === undefined && directiveOf(field, 'shareable') === undefined && directiveOf(type, 'shareable') === undefined
  && !(type.directives ?? []).filter(({ name }) => name.value === 'key')
    .some(key => coordinatesIn(document, type.name.value, textArgument(key, 'fields') ?? '').includes(coordinate))

const typeClaims = (contracts: readonly Contract[]): readonly Finding[] => {
  const textOf = new Map(contracts.map(contract => [contract.name, new Map(ownTypes(contract.document).map(node => [node.name.value, print(node)]))]))
  return contested(contracts, ({ document }) => ownTypes(document).map(({ name }) => name.value))
    .filter(([type, names]) => names.length < contracts.length || new Set(names.map(name => textOf.get(name)?.get(type))).size > 1)
    .map(([at, names]) => ({ code: 'L10', at, message: `Defined by ${names.join(' and ')}, which is neither one module nor all in the same words.` }))
}

const ownTypes = ({ definitions }: DocumentNode): readonly TypeDefinitionNode[] =>
  definitions.flatMap(node =>
    node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.SCALAR_TYPE_DEFINITION ? [node] : [])

const contested = (contracts: readonly Contract[], claims: (contract: Contract) => readonly string[]): readonly (readonly [string, readonly string[]])[] => {
  const claimants = new Map<string, readonly string[]>()
  for (const contract of contracts) {
    for (const claim of claims(contract)) claimants.set(claim, [...(claimants.get(claim) ?? []), contract.name])
  }
  return [...claimants].filter(([, names]) => names.length > 1)
}
