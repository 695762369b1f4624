import { camelCase, lowerFirst, pluralOf } from './case.ts'
import { annotationOf } from './parse-annotations.ts'
import type { SourceModel } from './source.ts'

/**
 * Names of the two root fields. A table named like its type has no plural of its own (`billing_settings`, `integration_outbox`), so its list
 * is `<type>List`.
 */
export function readRootFields(model: SourceModel): { readonly singular: string; readonly plural: string } {
  const singular = annotationOf(model.documentation, 'singular')?.bare[0] ?? lowerFirst(model.name)
  const plural = annotationOf(model.documentation, 'plural')?.bare[0]
  if (plural !== undefined) return { singular, plural }
  return { singular, plural: camelCase(model.table) === singular ? `${singular}List` : lowerFirst(pluralOf(model.name)) }
}
