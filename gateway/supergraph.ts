import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildASTSchema, isInterfaceType, isObjectType, Kind, parse } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { projectFolder } from '../prisma/database/project-folder.ts'
import type { ModuleMetadata } from '../schema/model.ts'
import type { Target } from '../schema/policy/decide.ts'
import { targetOf } from '../schema/policy/target-of.ts'
import { DOOR } from '../schema/sdl/door-contract.ts'
import { GatewayError } from './gateway-error.ts'
import { addressesIn, graphsOfFields } from './graphs-of-fields.ts'
import type { SubgraphAddress } from './graphs-of-fields.ts'
import { labelMap } from './sensitivity/label-map.ts'
import type { LabelMap } from './sensitivity/label-map.ts'

/** A composed graph, read and checked. */
export interface Supergraph {
  readonly sdl: string
  readonly labels: LabelMap
  readonly subgraphs: readonly SubgraphAddress[]
  /** The composed schema, with the definitions of the composition. */
  readonly schema: GraphQLSchema
  /** True for a graph of other people's subgraphs: they enforce nothing, so the gateway masks what they answer. */
  readonly isForeign: boolean
  /** Whether one subgraph is not ours. */
  isForeignSubgraph(name: string): boolean
  /** Whether a subgraph that is not ours answers a field, `Type.field`. */
  isForeignField(coordinate: string): boolean
}

/** Ours, composed by npm run generate. */
export const OWN_SUPERGRAPH = join(projectFolder, 'schema', 'supergraph.graphql')

const readSdl = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new GatewayError('SUPERGRAPH_UNREADABLE', `Cannot read the supergraph ${file}. Run npm run generate, or name another file with --supergraph.`)
  }
}

const parsed = (sdl: string, file: string): { readonly document: DocumentNode, readonly schema: GraphQLSchema } => {
  try {
    const document = parse(sdl, { noLocation: true })
    return { document, schema: buildASTSchema(document, { assumeValidSDL: true }) }
  } catch {
    throw new GatewayError('SUPERGRAPH_INVALID', `The file ${file} is not a composed supergraph. Compose the subgraphs first; npm run generate does it for our own.`)
  }
}

/** Reads a supergraph of subgraphs that are not ours; fields without a label are taken to be public. */
export const foreignSupergraph = (sdl: string, file: string): Supergraph => {
  const { document, schema } = parsed(sdl, file)
  const subgraphs = [...addressesIn(document).values()]
  if (subgraphs.length === 0) throw new GatewayError('SUPERGRAPH_INVALID', `The file ${file} names no subgraph. Compose the subgraphs first.`)
  return { sdl, subgraphs, labels: labelMap(document, schema, new Map()), schema, isForeign: true, isForeignSubgraph: () => true, isForeignField: () => true }
}

const columnsOf = (modules: readonly ModuleMetadata[]): ReadonlyMap<string, Target> => new Map(modules
  .flatMap(({ entities }) => entities)
  .flatMap(entity => entity.columns.map(column => targetOf(entity, column)))
  .map(target => [target.coordinate, target]))

const DECLARING = [Kind.OBJECT_TYPE_DEFINITION, Kind.OBJECT_TYPE_EXTENSION, Kind.INTERFACE_TYPE_DEFINITION]

const fieldsIn = (document: DocumentNode): readonly string[] => document.definitions.flatMap(definition => {
  if (!DECLARING.some(kind => kind === definition.kind) || !('fields' in definition)) return []
  return (definition.fields ?? []).map(field => `${definition.name.value}.${field.name.value}`)
})

const outputFields = (schema: GraphQLSchema): readonly string[] => Object.values(schema.getTypeMap())
  .filter(type => !type.name.startsWith('__'))
  .filter(type => isObjectType(type) || isInterfaceType(type))
  .flatMap(type => Object.keys(type.getFields()).map(field => `${type.name}.${field}`))

/** What our own graph is made of. */
export interface OwnGraph {
  readonly modules: readonly ModuleMetadata[]
  readonly contracts: readonly string[]
  /** Subgraphs of other people that were composed with ours; what they do not label is taken to be public. */
  readonly foreign?: readonly string[]
}

/**
 * Reads the supergraph of our own modules. Every field must stand in the contract of a module, where a label is obligatory
 * for what is sensitive: a field that came from anywhere else would be served as if it were public.
 */
export const ownSupergraph = (
  sdl: string, { modules, contracts, foreign = [] }: OwnGraph,
): Supergraph => {
  const { document, schema } = parsed(sdl, OWN_SUPERGRAPH)
  const subgraphs = [...addressesIn(document).values()]
  const stranger = foreign.find(name => !subgraphs.some(subgraph => subgraph.name === name))
  if (stranger !== undefined) throw new GatewayError('SUBGRAPH_UNKNOWN', `The supergraph has no subgraph ${stranger}; it was named as foreign.`)
  const graphs = graphsOfFields(document)
  const isForeignField = (coordinate: string): boolean => graphs.get(coordinate)?.some(name => foreign.includes(name)) ?? false
  const promised = new Set(contracts.flatMap(contract => fieldsIn(parse(contract, { noLocation: true }))))
  const unlabelled = outputFields(schema).filter(field => !promised.has(field) && !isForeignField(field))
  if (unlabelled.length > 0) {
    throw new GatewayError('UNLABELLED_FIELD', `The supergraph has ${unlabelled.length} fields that no module promises, ${unlabelled[0]} first. Run npm run generate.`)
  }
  return {
    sdl, subgraphs, schema, labels: labelMap(document, schema, columnsOf(modules)), isForeign: false,
    isForeignSubgraph: name => foreign.includes(name), isForeignField,
  }
}

/** The supergraph of `--supergraph FILE`, or our own; with `foreign`, a file that our modules were composed into together with these subgraphs. */
export const loadSupergraph = (file: string | undefined, modules: readonly ModuleMetadata[], foreign: readonly string[] = []): Supergraph => {
  if (file !== undefined && foreign.length === 0) return foreignSupergraph(readSdl(file), file)
  const contracts = [...modules.map(({ name }) => name), DOOR].map(name => readSdl(join(projectFolder, 'schema', `${name}.graphql`)))
  return ownSupergraph(readSdl(file ?? OWN_SUPERGRAPH), { modules, contracts, foreign })
}
