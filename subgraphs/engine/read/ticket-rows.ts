import { subjectOf } from '../../../schema/policy/target-of.ts'
import type { Cell } from './cell.ts'
import { atOwner } from './owner.ts'
import type { Perspective } from './scope.ts'
import { any } from './statement.ts'

/** Rows that the ticket of the request is about: those of its workspace, and those about the person who opened it. */
export function ticketRows(perspective: Perspective, { table: { entity }, alias, column }: Cell): string {
  const { statement, hoist } = perspective
  const subject = subjectOf(entity, column)
  const predicate = (): string => any([
    entity.workspace
      ? atOwner(perspective, { type: entity.type, alias, owner: entity.workspace }, ({ sql }) => `${sql} = ${statement.parameter({ kind: 'TICKET_WORKSPACE' }, 'uuid')}`)
      : 'false',
    subject.kind === 'NONE' ? 'false' : atOwner(perspective, { type: entity.type, alias, owner: subject.owner },
      ({ sql }) => `${sql} = ${statement.parameter({ kind: subject.kind === 'PERSON' ? 'TICKET_PERSON' : 'TICKET_USER' }, 'uuid')}`),
  ])
  return hoist ? hoist(`${alias} TICKET ${JSON.stringify(subject)}`, predicate) : predicate()
}
