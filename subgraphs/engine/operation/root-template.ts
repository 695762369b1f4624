import type { FieldNode, GraphQLField } from 'graphql'
import type { Root } from '../read/catalog.ts'
import type { KeyColumn } from '../read/plan.ts'
import { isUuid } from '../wire/uuid.ts'
import { argumentReader } from './argument-reader.ts'
import { entitiesTemplate, type EntitiesTemplate } from './entities-template.ts'
import type { OperationCompiler } from './operation-compiler.ts'
import type { KeyArgument, ReadTemplate } from './prepare-read.ts'
import { selectList, selectObject, type Selector, type Site } from './select-object.ts'

/** A root field, understood as far as the document says. */
export type RootTemplate =
  | { readonly kind: 'TYPENAME'; readonly key: string }
  | { readonly kind: 'READ'; readonly key: string; readonly template: ReadTemplate }
  | { readonly kind: 'ENTITIES'; readonly key: string; readonly template: EntitiesTemplate }
  /** Answered by a resolver. */
  | { readonly kind: 'WRITTEN'; readonly key: string }

interface RootAt {
  readonly key: string
  readonly nodes: readonly FieldNode[]
}

/** Understands one root field of an operation. */
export function rootTemplate(compiler: OperationCompiler, selectorFor: (sites: Site[]) => Selector, { key, nodes }: RootAt): RootTemplate {
  const [node] = nodes
  const name = node?.name.value ?? ''
  if (name === '__typename') return { kind: 'TYPENAME', key }
  const definition = compiler.schema.getQueryType()?.getFields()[name]
  if (!node || !definition) return { kind: 'WRITTEN', key }
  const read = argumentReader(definition, node)
  if (name === '_entities') return { kind: 'ENTITIES', key, template: entitiesTemplate(compiler, selectorFor, { nodes, read }) }
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
    return { sites: selector.sites, keys: [], plans, target: () => ({ kind: 'LIST', table, list, isRoot: true }) }
  }
  const object = selectObject(selector, table.entity.type, nodes)
  const keys = root.kind === 'BY_ID'
    ? [keyArgument('id', 'id', 'uuid')]
    : root.key.arguments.map(({ column }) => keyArgument(column.field, column.name, column.pgType))
  return {
    sites: selector.sites, keys, plans, keyArguments: argumentReader(definition, node),
    target: (nullKeys) => ({ kind: 'ROW', table, object, keys: slotted(keys, nullKeys) }),
  }
}

function keyArgument(name: string, column: string, pgType: string): KeyArgument & { readonly column: string } {
  return { name, column, accepts: (value) => pgType === 'uuid' ? isUuid(value) : !(typeof value === 'string' && value.includes('\0')) }
}

// Inputs hold the keys that are not null, in the order of the arguments.
function slotted(keys: readonly { readonly column: string }[], nullKeys: readonly boolean[]): readonly KeyColumn[] {
  let slot = 0
  return keys.map(({ column }, index) => ({ column, slot: nullKeys[index] === true ? null : slot++ }))
}
