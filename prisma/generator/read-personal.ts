import type { Personal } from '../../schema/model.ts'
import { annotationOf } from './parse-annotations.ts'
import { readEnums } from './read-enums.ts'
import { readPath } from './read-path.ts'
import type { Reading } from './reading.ts'
import type { SourceField, SourceModel } from './source.ts'
import { walkPath } from './walk-path.ts'

const FORM = /^([\w.]+)\s*=\s*(\w+)$/

/**
 * `@personal(kind=PERSONAL)`, or `@personal(parent.kind=PERSONAL)`. All other rows may be shown more freely, so a value that cannot
 * occur would open every row: it must be one of those that the column lists.
 */
export function readPersonal(model: SourceModel, reading: Reading): Personal | undefined {
  const text = annotationOf(model.documentation, 'personal')?.bare[0]
  if (text === undefined) return undefined
  const [, path = '', equals = ''] = FORM.exec(text) ?? []
  const read = path === '' ? undefined : readPath(path, model, model.name, reading)
  if (read && !read.many && valuesOf(model, path, reading).includes(equals)) return { ...read.owner, equals }
  if (read || path === '') reading.report('MALFORMED_ANNOTATION', model.name, 'write @personal(kind=VALUE) with a public column whose @enum has the value, on a path that meets one row.')
  return undefined
}

function valuesOf(model: SourceModel, path: string, reading: Reading): readonly string[] {
  const steps = path.split('.')
  const end = walkPath(model, steps.slice(0, -1), model.name, reading)?.end
  const field = end?.fields.find(({ name }) => name === steps.at(-1))
  if (!field || !annotationOf(field.documentation, 'public')) return []
  const inModule = reading.source.models.filter(({ schema }) => schema === model.schema)
  // whatever is wrong with the enumerations is told where they are read for the module
  return readEnums(inModule, () => undefined).find(({ name }) => name === enumNameOf(field))?.values ?? []
}

function enumNameOf({ documentation }: SourceField): string | undefined {
  const annotation = annotationOf(documentation, 'enum')
  return annotation?.bare[0] ?? [...annotation?.named.keys() ?? []][0]
}
