import type { Entity, Relation, Scope } from '../../../schema/model.ts'

/**
 * Whether a visible `source` row proves that the row of `target` at the other end of the relation is visible.
 * True only if each way to see the source names a way to see the target: the target's path begins with the way back to the source,
 * or the source's path begins with this relation. A row condition of the target is never implied.
 */
export function impliesVisible(source: Entity, relation: Relation, target: Entity): boolean {
  if (target.rowCondition) return false
  return source.scopes.length > 0 && source.scopes.every((way) => target.scopes.some((other) => implies({ way, relation, source, target, other })))
}

interface Pair {
  readonly way: Scope
  readonly other: Scope
  readonly relation: Relation
  readonly source: Entity
  readonly target: Entity
}

function implies({ way, other, relation, source, target }: Pair): boolean {
  if (way.kind !== other.kind || way.permission !== other.permission || way.column !== other.column || way.user !== other.user) return false
  if (JSON.stringify(way.where) !== JSON.stringify(other.where)) return false
  // a condition on the one row says nothing of the other
  if (way.kind === 'BRAND') return way.where === undefined
  const forward = !relation.many && startsWith(way.path, relation.field, other.path)
  return forward || backRelations(source, relation, target).some((back) => startsWith(other.path, back, way.path))
}

function startsWith(path: readonly string[], step: string, rest: readonly string[]): boolean {
  return path[0] === step && path.slice(1).join('.') === rest.join('.')
}

function backRelations(source: Entity, { from, to }: Relation, target: Entity): readonly string[] {
  return target.relations.filter((back) => back.target === source.type && back.from === to && back.to === from).map(({ field }) => field)
}
