import type { Equality, Scope, ScopeKind } from '../../schema/model.ts'
import { SCOPE_KINDS } from '../../schema/model.ts'
import type { Annotation } from './parse-annotations.ts'
import { annotationsOf } from './parse-annotations.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'
import { fieldOf } from './source.ts'
import { walkPath } from './walk-path.ts'

const pathOf = (annotation: Annotation): readonly string[] => annotation.named.get('via')?.split('.') ?? []

function readConstant(text: string): Equality['equals'] {
  if (text === 'null') return null
  return text === 'true' || text === 'false' ? text === 'true' : text
}

/** `during: startsAt to expiresAt`, beside `where:` and of the same row. */
function readDuring(annotation: Annotation, end: SourceModel, model: SourceModel, { report }: Reading): Equality['during'] {
  const text = annotation.named.get('during')
  if (text === undefined) return undefined
  const [from, until, ...more] = text.split(' to ').map(name => fieldOf(end, name.trim())).map(field => (field?.type === 'DateTime' ? field.column : undefined))
  if (from !== undefined && until !== undefined && more.length === 0) return { from, until }
  report('MALFORMED_ANNOTATION', model.name, `during: takes two times of ${end.name}, as "startsAt to expiresAt", not "${text}".`)
  return undefined
}

/** Like `column:`, `where:` speaks of the row at the end of the path. */
function readWhere(annotation: Annotation, model: SourceModel, reading: Reading): Equality | undefined {
  const text = annotation.named.get('where')
  const end = text === undefined ? undefined : walkPath(model, pathOf(annotation), model.name, reading)?.end
  if (text === undefined || end === undefined) return undefined
  const [name = '', value, ...more] = text.split('=').map(part => part.trim())
  const column = fieldOf(end, name)?.column
  const during = readDuring(annotation, end, model, reading)
  if (column !== undefined && value !== undefined && more.length === 0) return { column, equals: readConstant(value), ...(during && { during }) }
  reading.report('MALFORMED_ANNOTATION', model.name, `where: takes one equality of a field of ${end.name} with a constant, not "${text}".`)
  return undefined
}

/** Scopes of the same kind that the row at the end of the path has, seen from here. */
function inheritScopes(kind: ScopeKind, path: readonly string[], model: SourceModel, seen: readonly string[], reading: Reading): readonly Scope[] {
  const end = path.length > 0 ? walkPath(model, path, model.name, reading)?.end : undefined
  if (path.length > 0 && end === undefined) return []
  const quiet: Reading = { ...reading, report: () => undefined }
  const inherited = end === undefined || seen.includes(end.name) ? [] : readOwnScopes(end, [...seen, end.name], quiet)
    .filter(scope => scope.kind === kind)
  if (inherited.length === 0) reading.report('SCOPE_WITHOUT_COLUMN', model.name, `@scope(${kind}) ends in no column: name one with column:${end ? `, or give ${end.name} a ${kind} scope` : ''}.`)
  return inherited.map(scope => ({ ...scope, path: [...path, ...scope.path] }))
}

function readColumnScope(kind: ScopeKind, annotation: Annotation, model: SourceModel, reading: Reading): readonly Scope[] {
  const path = pathOf(annotation)
  const end = walkPath(model, path, model.name, reading)?.end
  const name = annotation.named.get('column') ?? ''
  const column = end && fieldOf(end, name)?.column
  if (column !== undefined) return [{ kind, path, column, user: annotation.named.get('user') === 'true' }]
  if (end) reading.report('UNKNOWN_COLUMN', model.name, `@scope(${kind}) names ${name}, which ${end.name} does not have.`)
  return []
}

function baseScopes(kind: ScopeKind, annotation: Annotation, model: SourceModel, seen: readonly string[], reading: Reading): readonly Scope[] {
  if (kind === 'BRAND') return [{ kind, path: [], user: false }]
  if (annotation.named.has('column')) return readColumnScope(kind, annotation, model, reading)
  return inheritScopes(kind, pathOf(annotation), model, seen, reading)
}

function readScope(annotation: Annotation, model: SourceModel, seen: readonly string[], reading: Reading): readonly Scope[] {
  const kind = SCOPE_KINDS.find(known => known === annotation.bare[0])
  if (kind === undefined) {
    reading.report('MALFORMED_ANNOTATION', model.name, `@scope takes one of ${SCOPE_KINDS.join(', ')}.`)
    return []
  }
  if (kind === 'BRAND' && (annotation.named.has('column') || annotation.named.has('via'))) {
    reading.report('MALFORMED_ANNOTATION', model.name, '@scope(BRAND) has no column and no path: the whole brand is meant.')
  }
  const where = readWhere(annotation, model, reading)
  const permission = annotation.named.get('permission')
  return baseScopes(kind, annotation, model, seen, reading)
    .map(scope => ({ ...scope, ...(permission !== undefined && { permission }), ...(where && { where }) }))
}

function readOwnScopes(model: SourceModel, seen: readonly string[], reading: Reading): readonly Scope[] {
  return annotationsOf(model.documentation, 'scope').flatMap(annotation => readScope(annotation, model, seen, reading))
}

/**
 * The ways in which a row becomes visible. `@scope(WORKSPACE, via: invoice)` becomes the path to the invoice, with the column and the
 * permission of the invoice's own WORKSPACE scope, through as many tables as it takes.
 */
export function readScopes(model: SourceModel, reading: Reading): readonly Scope[] {
  return readOwnScopes(model, [model.name], reading)
}
