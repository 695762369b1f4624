import type { Column, OwnerPath, Subject } from '../../../schema/model.ts'
import type { Reach } from '../../../schema/policy/decide.ts'
import { subjectOf } from '../../../schema/policy/target-of.ts'
import type { Table } from './catalog.ts'
import type { AssignedRelation, Places } from './rights.ts'
import { among, equalSql, textSql, walk, type Perspective } from './scope.ts'
import { all, any } from './statement.ts'

/** Whether a row stands in one of these relations to the caller, for the value of a column. Never an error, and null counts as no. */
export function isReached(perspective: Perspective, table: Table, { alias, reach, column }: { readonly alias: string; readonly reach: Reach; readonly column: Column }): string {
  if (reach === 'ALL') return 'true'
  return any(reach.map((relation) => {
    if (relation === 'NOT_PERSONAL') return once(perspective, `${alias} ${relation}`, () => isNotPersonal(perspective, table, alias))
    if (relation !== 'SELF') return once(perspective, `${alias} ${relation}`, () => isAssigned(perspective, table, { alias, relation }))
    const subject = subjectOf(table.entity, column)
    return once(perspective, `${alias} ${JSON.stringify(subject)}`, () => isSelf(perspective, table, { alias, subject }))
  }))
}

// A look at other rows is done once a row, however many columns depend on it.
function once({ hoist }: Perspective, key: string, predicate: () => string): string {
  return hoist ? hoist(key, predicate) : predicate()
}

function isSelf(perspective: Perspective, { entity }: Table, { alias, subject }: { readonly alias: string; readonly subject: Subject }): string {
  const { rights, statement } = perspective
  if (subject.kind === 'NONE') return 'false'
  if (!(subject.kind === 'PERSON' ? rights.hasPerson : rights.hasUser)) return 'false'
  return atOwner(perspective, { type: entity.type, alias, owner: subject.owner }, (sql) => `${sql} = ${statement.parameter({ kind: subject.kind }, 'uuid')}`)
}

// Says no where the row at the end of the path is missing or its column is null: only what is known not to be personal counts.
function isNotPersonal(perspective: Perspective, { entity: { type, personal } }: Table, alias: string): string {
  if (!personal) return 'false'
  return walk(perspective, { type, path: personal.path, alias }, (end) => `${end}.${personal.column} <> ${textSql(personal.equals)}`)
}

interface Owned {
  readonly type: string
  readonly alias: string
  readonly owner: OwnerPath
}

function atOwner(perspective: Perspective, { type, alias, owner }: Owned, predicate: (sql: string) => string): string {
  const { path, column, where } = owner
  return walk(perspective, { type, path, alias }, (end) => all([predicate(`${end}.${column}`), where ? equalSql(where, end) : 'true']))
}

interface Assigned {
  readonly alias: string
  readonly relation: AssignedRelation
}

function isAssigned(perspective: Perspective, { entity }: Table, { alias, relation }: Assigned): string {
  const { rights } = perspective
  const within = (owner: OwnerPath | undefined, kind: 'RELATION_ORGS' | 'RELATION_WORKSPACES', places: Places): string => {
    if (!owner || places === 'NONE') return 'false'
    return atOwner(perspective, { type: entity.type, alias, owner }, (sql) => among(perspective, { sql, places, list: { kind, relation } }))
  }
  return any([
    within(entity.organization, 'RELATION_ORGS', rights.relationOrgs(relation)),
    within(entity.workspace, 'RELATION_WORKSPACES', rights.relationWorkspaces(relation)),
  ])
}
