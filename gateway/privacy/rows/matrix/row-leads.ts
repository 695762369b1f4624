import { modules } from '../../../../schema/metadata/index.ts'
import type { Entity } from '../../../../schema/model.ts'
import { contributionsOf } from '../../../../schema/sdl/contribution.ts'
import { exposedReferences, exposedRelations } from '../../../../schema/sdl/exposed.ts'
import { ENTITIES } from '../../oracle/standings.ts'

/** A field that leads from rows of one entity to rows of another: where `from` of the one equals `to` of the other. */
export interface RowLead {
  readonly field: string
  readonly target: Entity
  readonly from: string
  readonly to: string
  readonly many: boolean
  /** Asked of a module of its own. */
  readonly module?: string
}

/** Fields that lead to one row at most, inside the module and beyond it. */
export function singleLeads(entity: Entity): readonly RowLead[] {
  const relations = exposedRelations(entity).filter(({ many }) => !many).flatMap(({ field, target, from, to }) => lead(target, { field, from, to, many: false }))
  const references = exposedReferences(entity).flatMap(({ field, target, column, by }) => lead(target.type, { field, from: column, to: columnOf(target.type, by), many: false }))
  return [...relations, ...references]
}

/** Fields that lead to lists. */
export function listLeads(entity: Entity): readonly RowLead[] {
  const relations = exposedRelations(entity).filter(({ many }) => many).flatMap(({ field, target, from, to }) => lead(target, { field, from, to, many: true }))
  return [...relations, ...contributedLeads(entity)]
}

/** Lists that another module gives to the entity. */
export function contributedLeads(entity: Entity): readonly RowLead[] {
  return modules.flatMap((module) => contributionsOf(module).filter(({ type, single }) => type === entity.type && !single)
    .flatMap(({ field, source, reference }) => lead(source.type, { field, from: columnOf(entity.type, reference.by), to: reference.column, many: true, module: module.name })))
}

function lead(type: string, rest: Omit<RowLead, 'target'>): readonly RowLead[] {
  const target = ENTITIES.find((entity) => entity.type === type)
  return target === undefined ? [] : [{ ...rest, target }]
}

function columnOf(type: string, field: string): string {
  return ENTITIES.find((entity) => entity.type === type)?.columns.find((column) => column.field === field)?.name ?? field
}
