import type { Scope, Subject } from '../../schema/model.ts'
import { annotationOf } from './parse-annotations.ts'
import { readPath } from './read-path.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'

type KnownSubject = Exclude<Subject, { readonly kind: 'NONE' }>

const USER_PATH = /^user\((.+)\)$/

function subjectOfScopes(scopes: readonly Scope[]): Subject {
  const own = scopes.find(scope => scope.kind === 'PERSON')
  if (own?.column === undefined) return { kind: 'NONE' }
  return { kind: own.user ? 'USER' : 'PERSON', owner: { path: own.path, column: own.column, where: own.where } }
}

/** `ticket.personId`, or `user(userId)` where only an account is known. The path stays in the module and meets one row. */
export function readSubjectPath(text: string, model: SourceModel, at: string, reading: Reading): KnownSubject | undefined {
  const userPath = USER_PATH.exec(text)?.[1]
  const read = readPath(userPath ?? text, model, at, reading)
  if (read?.many) reading.report('SUBJECT_NOT_ONE', at, `${text} can meet several rows; a row has one subject.`)
  return read && { kind: userPath === undefined ? 'PERSON' : 'USER', owner: read.owner }
}

/** Whose data a row is: `@subject(path)`, `@subject(user(path))`, `@subject(none)`; without one, the person of the PERSON scope. */
export function readSubject(model: SourceModel, scopes: readonly Scope[], reading: Reading): Subject {
  const text = annotationOf(model.documentation, 'subject')?.bare[0]
  if (text === undefined) return subjectOfScopes(scopes)
  const known = text === 'none' ? undefined : readSubjectPath(text, model, model.name, reading)
  return known ?? { kind: 'NONE' }
}
