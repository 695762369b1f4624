import { getNamedType, isInputObjectType } from 'graphql'
import type { Entity } from '../../../schema/model.ts'
import { exposedRelations } from '../../../schema/sdl/exposed.ts'
import { filterColumns } from '../../../schema/sdl/filter-members.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { pick, type Makings } from './makings.ts'
import type { Literal } from './operation.ts'

/** Conditions on an entity, some of them on rows that it is related to. */
export function filterOf(makings: Makings, entity: Entity, depth: number): Literal {
  const { random } = makings
  const way = random()
  const relations = exposedRelations(entity)
  if (depth > 0 && way < 0.1) return { members: { [random() < 0.5 ? 'and' : 'or']: [filterOf(makings, entity, depth - 1), filterOf(makings, entity, depth - 1)] } }
  if (depth > 0 && way < 0.18) return { members: { not: filterOf(makings, entity, depth - 1) } }
  const relation = pick(makings, relations)
  const target = ENTITIES.find(({ type }) => type === relation?.target)
  if (depth > 0 && way < 0.42 && relation !== undefined && target !== undefined) {
    const inside = filterOf(makings, target, depth - 1)
    return { members: { [relation.field]: relation.many ? { members: { [pick(makings, ['some', 'none', 'every']) ?? 'some']: inside } } : inside } }
  }
  return leafOf(makings, entity)
}

/** Public columns more often: a condition on a hidden one is refused, and says nothing about the two worlds but that. */
function leafOf(makings: Makings, entity: Entity): Literal {
  const { random, schema } = makings
  const columns = filterColumns(entity)
  const hidden = columns.filter(({ label }) => !label.public)
  const column = pick(makings, hidden.length > 0 && random() < 0.15 ? hidden : columns.filter(({ label }) => label.public))
  const filter = schema.getType(`${entity.type}Filter`)
  const input = isInputObjectType(filter) && column !== undefined ? getNamedType(filter.getFields()[column.field]?.type) : undefined
  if (!isInputObjectType(input) || column === undefined) return { members: {} }
  // staff may look somebody up by a value that they were told: what such a lookup tells is told on purpose
  const isTold = (name: string): boolean => !column.label.public && column.label.lookup && ['eq', 'in'].includes(name)
  const operator = pick(makings, Object.keys(input.getFields()).filter((name) => name !== 'caseSensitive' && !isTold(name))) ?? 'isNull'
  const value = operator === 'isNull' ? random() < 0.3 : makings.valueOf(entity, column.field)
  if (value === undefined) return { members: { [column.field]: { members: { isNull: false } } } }
  const cut = typeof value === 'string' && ['contains', 'startsWith'].includes(operator) ? value.slice(0, 2) : value
  return { members: { [column.field]: { members: { [operator]: operator === 'in' || operator === 'nin' ? [cut] : cut } } } }
}
