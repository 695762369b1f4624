import type { Entity, EnumType, ModuleMetadata } from '../model.ts'
import { connectionTypes } from './connection-types.ts'
import { coordinateOf } from './coordinate.ts'
import { exposedColumns, exposedEntities, exposedRelations } from './exposed.ts'
import { enumFilterType, filterType, listFilterType } from './filter-types.ts'
import { handWritten, type HandWritten } from './hand-written.ts'
import { metricRoot, metricTypes } from './metric-types.ts'
import { objectType } from './object-type.ts'
import { orderTypes } from './order-types.ts'
import { prelude } from './prelude.ts'
import { rootFields } from './root-fields.ts'
import { stubTypes, type EntityLookup } from './stub-types.ts'
import { printBlock, type TypeBlock } from './type-block.ts'
import type { CommandRights } from '../variants/command-rights.ts'
import { tagContract } from '../variants/tag-contract.ts'

export interface ModulePrint {
  readonly metadata: ModuleMetadata
  /** What the module is for, in one question: the first line of the file. */
  readonly question: string
  /** Text of `subgraphs/<module>/<module>.graphql`; empty where there is none. */
  readonly handWritten: string
  /** All modules, for the entities that this one points to. */
  readonly modules: readonly ModuleMetadata[]
  /** What the commands among the hand-written SDL ask of their callers; a command that is not listed is in every variant but `public`. */
  readonly commands?: readonly CommandRights[]
}

/** The whole contract of a subgraph: entry points, own types, foreign entities, enumerations, shared part. */
export const printModule = ({ metadata, question, handWritten: sdl, modules, commands = [] }: ModulePrint): string => {
  const written = handWritten(sdl)
  const entities = exposedEntities(metadata)
  const generated = [
    queryType(entities),
    ...(written.fields.has('Mutation') ? [MUTATION] : []),
    ...entities.flatMap(entity => entityTypes(entity, metadata)),
    ...stubTypes(metadata, extendedElsewhere(written, entities), lookupOf(modules)),
    ...metadata.enums.flatMap(type => enumTypes(entities, type)),
    ...metricTypes(entities),
  ]
  const blocks = withFields(generated, written)
  const text = [`# ${question}\n# Generated; do not edit.`, ...blocks.map(printBlock), ...written.types, `# Shared by all subgraphs.\n${prelude}`].join('\n\n')
  return tagContract(text, { modules, commands })
}

const queryType = (entities: readonly Entity[]): TypeBlock => ({
  keyword: 'type', name: 'Query', description: 'Where every read begins.', directives: [], members: [...entities.flatMap(rootFields), ...metricRoot(entities)],
})

const MUTATION: TypeBlock = { keyword: 'type', name: 'Mutation', description: 'Where every change begins.', directives: [], members: [] }

const entityTypes = (entity: Entity, metadata: ModuleMetadata): readonly TypeBlock[] => [
  objectType(entity),
  ...connectionTypes(entity.type),
  filterType(entity),
  ...(isListed(entity, metadata) ? [listFilterType(entity.type)] : []),
  ...orderTypes(entity),
]

const isListed = (entity: Entity, metadata: ModuleMetadata): boolean =>
  exposedEntities(metadata).flatMap(exposedRelations).some(relation => relation.many && relation.target === entity.type)

/** An enumeration with the fields that have it; one of hidden columns only is not part of the contract. */
const enumTypes = (entities: readonly Entity[], { name, values }: EnumType): readonly TypeBlock[] => {
  const fields = entities.flatMap(entity => exposedColumns(entity).filter(column => column.enum === name).map(column => coordinateOf(entity, column)))
  if (fields.length === 0) return []
  const type = { keyword: 'enum', name, description: `Values of ${fields.join(' and ')}.`, directives: [], members: values } as const
  return [type, enumFilterType({ name, values })]
}

const lookupOf = (modules: readonly ModuleMetadata[]): EntityLookup => type => {
  const entity = modules.flatMap(exposedEntities).find(candidate => candidate.type === type)
  if (entity === undefined) throw new Error(`No module has a type ${type} in the graph.`)
  return entity
}

const extendedElsewhere = (written: HandWritten, entities: readonly Entity[]): readonly string[] =>
  [...written.fields.keys()].filter(type => type !== 'Query' && type !== 'Mutation' && !entities.some(entity => entity.type === type))

const withFields = (blocks: readonly TypeBlock[], { fields }: HandWritten): readonly TypeBlock[] =>
  blocks.map(block => ({ ...block, members: [...block.members, ...(fields.get(block.name) ?? [])] }))
