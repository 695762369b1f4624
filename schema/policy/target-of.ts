import type { Column, Entity, Subject } from '../model.ts'
import type { Target } from './target.ts'

/** The column as the policy sees it. `revealed` is set per field of a request, by the caller of `decide`. */
export function targetOf(entity: Entity, column: Column): Target {
  const readPermission = entity.scopes.find(({ kind, permission }) => kind === 'BRAND' && permission !== undefined)?.permission
  return {
    coordinate: `${entity.type}.${column.field}`,
    label: column.label,
    hasSubject: subjectOf(entity, column).kind !== 'NONE',
    wire: column.enum ?? column.wire,
    list: column.list,
    ...(readPermission === undefined ? {} : { readPermission }),
  }
}

/** Whom SELF means for this column: the label's own subject, where it has one, goes before that of the row. */
export function subjectOf({ subject }: Entity, { label }: Column): Subject {
  return label.public ? subject : label.subject ?? subject
}
