import type { PrincipalClass } from '../../../schema/policy/principal-class.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { AuditRecord } from '../audit/audit-statement.ts'
import type { LogSubject } from './log-subject.ts'

/** A caller as the log names them: a person by the id of the person, whatever account they used. */
export function accessActor({ kind, id, personId }: Principal): Pick<AuditRecord, 'actorType' | 'actorId'> {
  return { actorType: kind, actorId: kind === 'PERSON' ? personId ?? id : id }
}

interface Granted {
  readonly envelope: { readonly principal: Principal }
  readonly principalClass: PrincipalClass
}

/** By what right: the emergency access, where it is about this subject, else the roles of the caller. */
export function grantOf({ envelope: { principal: { breakGlass, kind } }, principalClass: { cells } }: Granted, about?: LogSubject): string {
  if (breakGlass && about && isSubject(breakGlass.subject, about)) return `break_glass:${breakGlass.grantId}`
  const roles = cells.filter((cell) => cell !== 'self')
  return roles.length > 0 ? roles.join() : kind === 'PERSON' ? 'self' : kind.toLowerCase()
}

type GlassSubject = NonNullable<Principal['breakGlass']>['subject']

function isSubject(subject: GlassSubject, { details, entityType, entityId }: LogSubject): boolean {
  if (subject.kind === 'ENTITY') return entityType === subject.type && entityId === subject.id
  return details._subjectPersonId === subject.personId || (subject.userId !== undefined && details._subjectUserId === subject.userId)
}
