import type { RowCondition } from '../../schema/model.ts'
import { annotationOf } from './parse-annotations.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'
import { fieldOf } from './source.ts'

/** `@condition(isInternal=false, unless: support.ticket.manage)`. */
export function readRowCondition(model: SourceModel, { report }: Reading): RowCondition | undefined {
  const annotation = annotationOf(model.documentation, 'condition')
  if (annotation === undefined) return undefined
  const [name = '', value = ''] = (annotation.bare[0] ?? '').split('=').map(part => part.trim())
  const column = fieldOf(model, name)
  const unless = annotation.named.get('unless')
  if (column?.type === 'Boolean' && /^(true|false)$/.test(value) && unless !== undefined) {
    return { column: column.column, equals: value === 'true', unless }
  }
  report('MALFORMED_ANNOTATION', model.name, 'write @condition(flag=false, unless: module.entity.action) with a Boolean column.')
  return undefined
}
