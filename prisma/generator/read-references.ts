import type { Column, Reference } from '../../schema/model.ts'
import { camelCase } from './case.ts'
import type { Annotation } from './parse-annotations.ts'
import { annotationOf } from './parse-annotations.ts'
import { readJoinName } from './read-join-name.ts'
import type { Reading } from './reading.ts'
import type { SourceField, SourceModel } from './source.ts'
import { modelOfTable } from './source.ts'

/** Tenants are no entity of the graph: references to them are for the catalog only. */
const PLATFORM = 'platform'

function fieldNameOf(annotation: Annotation, field: SourceField, at: string, { report }: Reading): string {
  const given = annotation.named.get('field')
  if (given !== undefined) return given
  if (!field.column.endsWith('_id')) report('REFERENCE_NAME', at, 'the column does not end in _id, so the reference needs a name: field: name.')
  return camelCase(field.column.replace(/_id$/, ''))
}

function readReference(field: SourceField, column: Column, model: SourceModel, reading: Reading): Reference | undefined {
  const annotation = annotationOf(field.documentation, 'ref')
  if (annotation === undefined) return undefined
  const at = `${model.name}.${field.name}`
  const [module = '', table = ''] = (annotation.bare[0] ?? '').split('.')
  const target = modelOfTable(reading.source, module, table)
  if (target === undefined) reading.report('UNKNOWN_REFERENCE', at, `there is no table ${annotation.bare[0] ?? ''}.`)
  if (module === model.schema) reading.report('REFERENCE_INSIDE_MODULE', at, 'a reference inside the module is a Prisma relation with a foreign key.')
  if (target === undefined) return undefined
  const reverse = annotation.named.get('reverse')
  const hidden = module === PLATFORM || column.internal || [model, target].some(({ documentation }) => annotationOf(documentation, 'internal') !== undefined)
  return {
    field: fieldNameOf(annotation, field, at, reading), description: column.description, column: column.name, idField: column.field,
    target: { module, table, type: target.name }, by: annotation.named.get('by') ?? 'id',
    ...(reverse !== undefined && { reverse }), exposed: !hidden, join: readJoinName(field.documentation, at, reading.report),
  }
}

/** Ids of other modules' rows. `reverse` is set only where this module contributes a connection to the other entity. */
export function readReferences(model: SourceModel, columns: readonly Column[], reading: Reading): readonly Reference[] {
  return model.fields.flatMap(field => {
    const column = columns.find(({ field: name }) => name === field.name)
    const reference = column && readReference(field, column, model, reading)
    return reference ? [reference] : []
  })
}
