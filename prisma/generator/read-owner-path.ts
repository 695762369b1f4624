import type { OwnerPath, Scope, ScopeKind } from '../../schema/model.ts'
import { annotationOf } from './parse-annotations.ts'
import { readPath } from './read-path.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'

/** Where the organization or workspace of a row stands: as annotated, else the first scope of that kind, one on the row itself before others. */
export function readOwnerPath(name: 'organization' | 'workspace', model: SourceModel, scopes: readonly Scope[], reading: Reading): OwnerPath | undefined {
  const annotated = annotationOf(model.documentation, name)?.bare[0]
  if (annotated !== undefined) return readPath(annotated, model, model.name, reading)?.owner
  const kind: ScopeKind = name === 'organization' ? 'ORG' : 'WORKSPACE'
  const candidates = scopes.filter(scope => scope.kind === kind)
  const scope = candidates.find(({ path }) => path.length === 0) ?? candidates[0]
  return scope?.column === undefined ? undefined : { path: scope.path, column: scope.column, where: scope.where }
}
