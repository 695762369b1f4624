import type { ModuleMetadata } from '../model.ts'
import { targetOf } from '../policy/target-of.ts'
import type { Target } from '../policy/target.ts'
import type { SdlLabel } from '../sdl/read-labels.ts'

/** The columns that a label makes decide: those that it reads, as far as not everybody may read them. */
export type LabelTargets = (label: SdlLabel) => readonly Target[]

/** Over the columns of all modules; a label that names something else decides over nothing, as in the gateway. */
export const labelTargets = (modules: readonly ModuleMetadata[]): LabelTargets => {
  const columns = new Map(modules.flatMap(({ entities }) => entities)
    .flatMap(entity => entity.columns.map(column => targetOf(entity, column)))
    .filter(({ label }) => !label.public || label.scope !== undefined)
    .map(target => [target.coordinate, target]))
  return ({ reads }) => reads.flatMap(read => columns.get(read) ?? [])
}
