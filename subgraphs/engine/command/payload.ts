import type { FieldNode } from 'graphql'
import { entityField, payloadName } from '../../../schema/sdl/command-types.ts'
import type { ModuleMetadata } from '../../../schema/model.ts'
import { collectFields, subselections, type FieldCollector } from '../operation/collect-fields.ts'
import type { OperationCompiler } from '../operation/operation-compiler.ts'
import type { ReadTemplate } from '../operation/prepare-read.ts'
import { selectObject, type Site } from '../operation/select-object.ts'
import { tableNamed } from '../read/catalog.ts'
import type { Command } from './define-command.ts'

/** One place of a payload, by its response key. */
export type PayloadPart =
  | { readonly kind: 'ENTITY'; readonly key: string; readonly template: ReadTemplate }
  | { readonly kind: 'ERRORS' | 'REPLAYED' | 'ACCEPTED'; readonly key: string }
  | { readonly kind: 'SECRET'; readonly key: string; readonly name: string }

/** Understands what a client selects of a payload; the row is read by the same plans as everywhere. */
export function payloadParts(compiler: OperationCompiler & { readonly metadata: ModuleMetadata }, command: Command, { collector, nodes }: { readonly collector: FieldCollector; readonly nodes: readonly FieldNode[] }): readonly PayloadPart[] {
  const entity = entityField(command.entity, compiler.metadata)
  return [...collectFields(collector, payloadName(command.name), subselections(nodes))].flatMap(([key, merged]): readonly PayloadPart[] => {
    const name = merged[0]?.name.value ?? ''
    switch (name) {
      case '__typename': return []
      case 'userErrors': return [{ kind: 'ERRORS', key }]
      case 'replayed': return [{ kind: 'REPLAYED', key }]
      case 'accepted': return [{ kind: 'ACCEPTED', key }]
      case entity: return [{ kind: 'ENTITY', key, template: entityTemplate(compiler, command, { collector, nodes: merged }) }]
      default: return [{ kind: 'SECRET', key, name }]
    }
  })
}

function entityTemplate(compiler: OperationCompiler, { entity }: Command, { collector, nodes }: { readonly collector: FieldCollector; readonly nodes: readonly FieldNode[] }): ReadTemplate {
  const sites: Site[] = []
  const object = selectObject({ ...compiler, ...collector, sites, onWritten: () => undefined }, entity, nodes)
  const target = { kind: 'ROWS', table: tableNamed(compiler.catalog, entity), object, by: 'id' } as const
  return { sites, keys: [], plans: new Map(), target: () => target }
}
