import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'
import { fieldOf, modelOf } from './source.ts'
import { annotationOf } from './parse-annotations.ts'

/** Where a path of relation fields ends, and whether a step on the way can meet several rows. */
export interface Walk {
  readonly end: SourceModel
  readonly many: boolean
}

/** The model holds only an id of another module under that name, so no join of this module can go there. */
function leavesModule(model: SourceModel, step: string): boolean {
  return model.fields.some(field => annotationOf(field.documentation, 'ref') !== undefined
    && (annotationOf(field.documentation, 'ref')?.named.get('field') === step || field.name === `${step}Id`))
}

/** Follows relation fields from `start`; a step that is none, or that would leave the module, is a problem at `at`. */
export function walkPath(start: SourceModel, steps: readonly string[], at: string, { source, report }: Reading): Walk | undefined {
  let end = start, many = false
  for (const step of steps) {
    const field = fieldOf(end, step)
    const next = field?.kind === 'object' ? modelOf(source, field.type) : undefined
    if (field === undefined || next === undefined) {
      const leaves = leavesModule(end, step)
      report(leaves ? 'PATH_LEAVES_MODULE' : 'UNKNOWN_RELATION', at, `${end.name} has no relation ${step}${leaves ? ' inside the module, only an id; repeat the column here' : ''}.`)
      return undefined
    }
    end = next
    many ||= field.list
  }
  return { end, many }
}
