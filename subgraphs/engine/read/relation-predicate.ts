import type { Column, OwnerPath, Subject } from '../../../schema/model.ts'
import type { Reach } from '../../../schema/policy/decide.ts'
import { relationsOf } from '../../../schema/policy/reach.ts'
import type { AssignedRelation, RowRelation } from '../../../schema/policy/row-relation.ts'
import { subjectOf } from '../../../schema/policy/target-of.ts'
import { breakGlassRows } from './break-glass-rows.ts'
import type { Table } from './catalog.ts'
import { isFrozen, isSettled } from './frozen-rows.ts'
import { atOwner, type OwnerEnd } from './owner.ts'
import type { Places } from './rights.ts'
import { among, textSql, walk, type Perspective } from './scope.ts'
import { all, any } from './statement.ts'

interface RowOf {
  readonly alias: string
  readonly column: Column
}

/** Whether a row stands in one of these relations to the caller, for the value of a column. Never an error, and null counts as no. */
export function isReached(perspective: Perspective, table: Table, { reach, ...row }: RowOf & { readonly reach: Reach }): string {
  if (reach === 'ALL') return 'true'
  return any(reach.map((term) => all(relationsOf(term).map((relation) => isRelated(perspective, table, { ...row, relation })))))
}

function isRelated(perspective: Perspective, table: Table, { alias, column, relation }: RowOf & { readonly relation: RowRelation }): string {
  const subject = subjectOf(table.entity, column)
  const about = `${alias} ${relation} ${JSON.stringify(subject)}`
  switch (relation) {
    case 'NOT_PERSONAL': return once(perspective, `${alias} ${relation}`, () => isNotPersonal(perspective, table, alias))
    case 'SELF': return once(perspective, about, () => isSelf(perspective, table, { alias, subject, isEnd: (end) => isSettled(perspective, end) }))
    case 'SELF_FROZEN': return once(perspective, about, () => isSelf(perspective, table, { alias, subject, isEnd: (end) => isFrozen(perspective, end) }))
    case 'BREAK_GLASS': return once(perspective, about, () => breakGlassRows(perspective, table, { alias, subject }))
    default: return once(perspective, `${alias} ${relation}`, () => isAssigned(perspective, table, { alias, relation }))
  }
}

// A look at other rows is done once a row, however many columns depend on it.
function once({ hoist }: Perspective, key: string, predicate: () => string): string {
  return hoist ? hoist(key, predicate) : predicate()
}

interface Own {
  readonly alias: string
  readonly subject: Subject
  readonly isEnd: (end: OwnerEnd) => string
}

function isSelf(perspective: Perspective, { entity }: Table, { alias, subject, isEnd }: Own): string {
  const { rights, statement } = perspective
  if (subject.kind === 'NONE') return 'false'
  if (!(subject.kind === 'PERSON' ? rights.hasPerson : rights.hasUser)) return 'false'
  return atOwner(perspective, { type: entity.type, alias, owner: subject.owner }, (end) =>
    all([`${end.sql} = ${statement.parameter({ kind: subject.kind }, 'uuid')}`, isEnd(end)]))
}

// Says no where the row at the end of the path is missing or its column is null: only what is known not to be personal counts.
function isNotPersonal(perspective: Perspective, { entity: { type, personal } }: Table, alias: string): string {
  if (!personal) return 'false'
  return walk(perspective, { type, path: personal.path, alias }, (end) => `${end}.${personal.column} <> ${textSql(personal.equals)}`)
}

interface Assigned {
  readonly alias: string
  readonly relation: AssignedRelation
}

function isAssigned(perspective: Perspective, { entity }: Table, { alias, relation }: Assigned): string {
  const { rights } = perspective
  const within = (owner: OwnerPath | undefined, kind: 'RELATION_ORGS' | 'RELATION_WORKSPACES', places: Places): string => {
    if (!owner || places === 'NONE') return 'false'
    return atOwner(perspective, { type: entity.type, alias, owner }, ({ sql }) => among(perspective, { sql, places, list: { kind, relation } }))
  }
  return any([
    within(entity.organization, 'RELATION_ORGS', rights.relationOrgs(relation)),
    within(entity.workspace, 'RELATION_WORKSPACES', rights.relationWorkspaces(relation)),
  ])
}
