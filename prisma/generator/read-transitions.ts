import { annotationOf } from './parse-annotations.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'

/** The changes that `status` may make, as `A>B`; `@transitions(none)` is a status that never changes after the insert. */
export function readTransitions(model: SourceModel, { report }: Reading): readonly string[] {
  const fields = model.fields.filter(field => annotationOf(field.documentation, 'transitions'))
  for (const { name } of fields) if (name !== 'status') report('LIFECYCLE_NAME', `${model.name}.${name}`, 'a lifecycle is called status.')
  const transitions = fields.flatMap(field => annotationOf(field.documentation, 'transitions')?.bare ?? [])
  return transitions.length === 1 && transitions[0] === 'none' ? [] : transitions
}
