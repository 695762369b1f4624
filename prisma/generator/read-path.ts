import type { OwnerPath } from '../../schema/model.ts'
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
