import type { Subject } from '../../../schema/model.ts'
import type { Table } from './catalog.ts'
import { atOwner } from './owner.ts'
import type { Perspective } from './scope.ts'
import { all } from './statement.ts'

/** Rows about the subject of the caller's emergency access, for as long as it lasts. */
export function breakGlassRows(perspective: Perspective, { entity }: Table, { alias, subject }: { readonly alias: string; readonly subject: Subject }): string {
  const { statement, rights: { principalClass: { breakGlass } } } = perspective
  if (!breakGlass) return 'false'
  // by the clock of the database: a statement that waited must not outlive the access
  const lasts = (): string => `now() < ${statement.parameter({ kind: 'GLASS_END' }, 'timestamptz')}`
  if (subject.kind === 'NONE') {
    if (breakGlass.subjectKind !== 'ENTITY' || breakGlass.entityType !== entity.type) return 'false'
    return all([`${alias}.id = ${statement.parameter({ kind: 'GLASS_ENTITY' }, 'uuid')}`, lasts()])
  }
  if (breakGlass.subjectKind !== 'PERSON') return 'false'
  const parameter = subject.kind === 'PERSON' ? 'GLASS_PERSON' : 'GLASS_USER'
  return atOwner(perspective, { type: entity.type, alias, owner: subject.owner }, ({ sql }) => all([`${sql} = ${statement.parameter({ kind: parameter }, 'uuid')}`, lasts()]))
}
