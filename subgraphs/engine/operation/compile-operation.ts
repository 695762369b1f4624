import {
  getOperationAST, Kind, OperationTypeNode, parse, validate, visit,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLSchema, type OperationDefinitionNode,
} from 'graphql'
import type { Catalog, Root } from '../read/catalog.ts'
import { isUuid } from '../wire/uuid.ts'
import { argumentReader } from './argument-reader.ts'
import { collectFields } from './collect-fields.ts'
import { entitiesTemplate, type EntitiesTemplate } from './entities-template.ts'
import type { KeyArgument, ReadTemplate } from './prepare-read.ts'
import { ReadError } from '../read/read-error.ts'
import { selectList, selectObject, type Selector, type Site } from './select-object.ts'

export interface OperationCompiler {
  readonly schema: GraphQLSchema
  readonly catalog: Catalog
  isWritten(type: string, field: string): boolean
}

/** A query text that was parsed, validated and understood; kept and shared by all requests with this text. */
export interface CompiledOperation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Values of the variables that conditions depend on. */
  conditionKey(variables: Readonly<Record<string, unknown>>): string
  /** What is read, for these values of the variables that conditions depend on. */
  variant(variables: Readonly<Record<string, unknown>>): OperationVariant
}

export interface OperationVariant {
  readonly roots: readonly RootTemplate[]
  /** No field is written by hand: the answer of the database is the answer. */
  readonly isPlanned: boolean
}

export type RootTemplate =
  | { readonly kind: 'TYPENAME'; readonly key: string }
  | { readonly kind: 'READ'; readonly key: string; readonly template: ReadTemplate }
  | { readonly kind: 'ENTITIES'; readonly key: string; readonly template: EntitiesTemplate }
  /** Answered by a resolver. */
  | { readonly kind: 'WRITTEN'; readonly key: string }

const MOST_VARIANTS = 64

/** Throws ReadError for a text that is no valid query of the schema. */
export function compileOperation(compiler: OperationCompiler, source: { readonly query: string; readonly document?: DocumentNode; readonly operationName?: string }): CompiledOperation {
  const document = source.document ?? parsed(source.query)
  if (validate(compiler.schema, document).length > 0) throw new ReadError('GRAPHQL_VALIDATION_FAILED')
  const operation = getOperationAST(document, source.operationName)
  if (!operation) throw new ReadError('OPERATION_RESOLUTION_FAILURE')
  if (operation.operation !== OperationTypeNode.QUERY) throw new ReadError('OPERATION_REFUSED')
  const fragments = new Map(document.definitions.flatMap((definition) => definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : []))
  const conditions = conditionVariables(document)
  const conditionKey = (variables: Readonly<Record<string, unknown>>): string => conditions.map((name) => variables[name] === true ? '1' : '0').join('')
  const variants = new Map<string, OperationVariant>()
  return {
    document,
    operation,
    fragments,
    conditionKey,
    variant(variables) {
      const key = conditionKey(variables)
      const known = variants.get(key)
      if (known) return known
      if (variants.size >= MOST_VARIANTS) variants.clear()
      const variant = compileVariant(compiler, { operation, fragments, variables })
      variants.set(key, variant)
      return variant
    },
  }
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query)
  } catch {
    // the message of the library repeats the text
    throw new ReadError('GRAPHQL_PARSE_FAILED')
  }
}

/** Variables of @include and @skip: they change the shape of the answer, so each combination is read in its own way. */
function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'include' && name.value !== 'skip') return
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

interface VariantSource {
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

function compileVariant(compiler: OperationCompiler, { operation, fragments, variables }: VariantSource): OperationVariant {
  let isPlanned = true
  const selectorFor = (sites: Site[]): Selector => ({ ...compiler, fragments, variables, sites, onWritten: () => { isPlanned = false } })
  const fields = collectFields({ schema: compiler.schema, fragments, variables }, 'Query', [operation.selectionSet])
  const roots = [...fields].map(([key, nodes]) => rootTemplate(compiler, selectorFor, { key, nodes }))
  return { roots, isPlanned: isPlanned && roots.every(({ kind }) => kind !== 'WRITTEN') }
}

interface RootAt {
  readonly key: string
  readonly nodes: readonly FieldNode[]
}

function rootTemplate(compiler: OperationCompiler, selectorFor: (sites: Site[]) => Selector, { key, nodes }: RootAt): RootTemplate {
  const [node] = nodes
  const name = node?.name.value ?? ''
  if (name === '__typename') return { kind: 'TYPENAME', key }
  const definition = compiler.schema.getQueryType()?.getFields()[name]
  if (!node || !definition) return { kind: 'WRITTEN', key }
  if (name === '_entities') return { kind: 'ENTITIES', key, template: entitiesTemplate(compiler, selectorFor, { nodes, read: argumentReader(definition, node) }) }
  const root = compiler.isWritten('Query', name) ? undefined : compiler.catalog.roots.get(name)
  return root ? { kind: 'READ', key, template: readTemplate(selectorFor([]), root, { definition, node, nodes }) } : { kind: 'WRITTEN', key }
}

interface ReadAt {
  readonly definition: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  readonly nodes: readonly FieldNode[]
}

function readTemplate(selector: Selector, root: Root, { definition, node, nodes }: ReadAt): ReadTemplate {
  const { table } = root
  const plans: ReadTemplate['plans'] = new Map()
  if (root.kind === 'LIST') {
    const list = selectList(selector, table.entity.type, { definition, nodes })
    return { sites: selector.sites, keys: [], plans, target: () => ({ kind: 'LIST', table, list }) }
  }
  const object = selectObject(selector, table.entity.type, nodes)
  const keys = root.kind === 'BY_ID' ? [keyArgument('id', 'id', 'uuid')] : root.key.arguments.map(({ column }) => keyArgument(column.field, column.name, column.pgType))
  return {
    sites: selector.sites, keys, plans, keyArguments: argumentReader(definition, node),
    target: (nullKeys) => ({ kind: 'ROW', table, object, keys: slotted(keys, nullKeys) }),
  }
}

function keyArgument(name: string, column: string, pgType: string): KeyArgument & { readonly column: string } {
  return { name, column, accepts: (value) => pgType === 'uuid' ? isUuid(value) : !(typeof value === 'string' && value.includes('\0')) }
}

function slotted(keys: readonly { readonly column: string }[], nullKeys: readonly boolean[]): readonly { readonly column: string; readonly slot: number | null }[] {
  let slot = 0
  return keys.map(({ column }, index) => ({ column, slot: nullKeys[index] === true ? null : slot++ }))
}

