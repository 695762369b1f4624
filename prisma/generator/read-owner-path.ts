import type { OwnerPath, Scope, ScopeKind } from '../../schema/model.ts'
import { annotationOf } from './parse-annotations.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'
import { fieldOf } from './source.ts'
import { walkPath } from './walk-path.ts'

/** `invoice.workspaceId` → path `['invoice']`, column `workspace_id`. */
export function readPath(text: string, model: SourceModel, at: string, reading: Reading): { readonly owner: OwnerPath; readonly many: boolean } | undefined {
  const steps = text.split('.')
  const path = steps.slice(0, -1)
  const name = steps.at(-1) ?? ''
  const walk = walkPath(model, path, at, reading)
  const column = walk && fieldOf(walk.end, name)?.column
  if (walk && column !== undefined) return { owner: { path, column }, many: walk.many }
  if (walk) reading.report('UNKNOWN_COLUMN', at, `${text} ends in ${name}, which ${walk.end.name} does not have.`)
  return undefined
}

/** Where the organization or workspace of a row stands: as annotated, else the first scope of that kind, one on the row itself before others. */
export function readOwnerPath(name: 'organization' | 'workspace', model: SourceModel, scopes: readonly Scope[], reading: Reading): OwnerPath | undefined {
  const annotated = annotationOf(model.documentation, name)?.bare[0]
  if (annotated !== undefined) return readPath(annotated, model, model.name, reading)?.owner
  const kind: ScopeKind = name === 'organization' ? 'ORG' : 'WORKSPACE'
  const candidates = scopes.filter(scope => scope.kind === kind)
  const scope = candidates.find(({ path }) => path.length === 0) ?? candidates[0]
  return scope?.column === undefined ? undefined : { path: scope.path, column: scope.column, where: scope.where }
}
