import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildASTSchema, isInterfaceType, isObjectType, Kind, parse } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { projectFolder } from '../prisma/database/project-folder.ts'
import type { ModuleMetadata } from '../schema/model.ts'
import type { Target } from '../schema/policy/decide.ts'
import { targetOf } from '../schema/policy/target-of.ts'
import { GatewayError } from './gateway-error.ts'
import { labelMap } from './sensitivity/label-map.ts'
import type { LabelMap } from './sensitivity/label-map.ts'

/** A subgraph as the composed graph names it. */
export interface SubgraphAddress {
  readonly name: string
  readonly url: string
}

/** A composed graph, read and checked. */
export interface Supergraph {
  readonly sdl: string
  readonly labels: LabelMap
  readonly subgraphs: readonly SubgraphAddress[]
  /** True for a graph of other people's subgraphs: they enforce nothing, so the gateway masks what they answer. */
  readonly isForeign: boolean
}

const OWN = join(projectFolder, 'schema', 'supergraph.graphql')

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

const addressesIn = (document: DocumentNode): readonly SubgraphAddress[] => document.definitions
  .filter(definition => definition.kind === Kind.ENUM_TYPE_DEFINITION)
  .filter(({ name }) => name.value === 'join__Graph')
  .flatMap(({ values = [] }) => values.map(({ directives = [] }) => {
    const given = new Map(directives.flatMap(({ arguments: args = [] }) => args).map(({ name, value }) =>
      [name.value, value.kind === Kind.STRING ? value.value : ''] as const))
    return { name: given.get('name') ?? '', url: given.get('url') ?? '' }
  }))

/** Reads a supergraph of subgraphs that are not ours; fields without a label are taken to be public. */
export const foreignSupergraph = (sdl: string, file: string): Supergraph => {
  const { document, schema } = parsed(sdl, file)
  const subgraphs = addressesIn(document)
  if (subgraphs.length === 0) throw new GatewayError('SUPERGRAPH_INVALID', `The file ${file} names no subgraph. Compose the subgraphs first.`)
  return { sdl, subgraphs, labels: labelMap(document, schema, new Map()), isForeign: true }
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

/**
 * Reads the supergraph of our own modules. Every field must stand in the contract of a module, where a label is obligatory
 * for what is sensitive: a field that came from anywhere else would be served as if it were public.
 */
export const ownSupergraph = (
  sdl: string, { modules, contracts }: { readonly modules: readonly ModuleMetadata[], readonly contracts: readonly string[] },
): Supergraph => {
  const { document, schema } = parsed(sdl, OWN)
  const promised = new Set(contracts.flatMap(contract => fieldsIn(parse(contract, { noLocation: true }))))
  const unlabelled = outputFields(schema).filter(field => !promised.has(field))
  if (unlabelled.length > 0) {
    throw new GatewayError('UNLABELLED_FIELD', `The supergraph has ${unlabelled.length} fields that no module promises, ${unlabelled[0]} first. Run npm run generate.`)
  }
  return { sdl, subgraphs: addressesIn(document), labels: labelMap(document, schema, columnsOf(modules)), isForeign: false }
}

/** The supergraph of `--supergraph FILE`, or our own. */
export const loadSupergraph = (file: string | undefined, modules: readonly ModuleMetadata[]): Supergraph => {
  if (file !== undefined) return foreignSupergraph(readSdl(file), file)
  const contracts = modules.map(({ name }) => readSdl(join(projectFolder, 'schema', `${name}.graphql`)))
  return ownSupergraph(readSdl(OWN), { modules, contracts })
}
