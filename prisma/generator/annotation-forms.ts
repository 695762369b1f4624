/** How an annotation may be written: how many bare arguments, which named ones, and whether it may stand more than once. */
export interface AnnotationForm {
  readonly bare: readonly [least: number, most: number]
  readonly named: readonly string[] | 'ANY'
  readonly repeatable: boolean
}

const form = (least: number, most: number, named: AnnotationForm['named'] = [], repeatable = false): AnnotationForm =>
  ({ bare: [least, most], named, repeatable })

const repeatable = (least: number, most: number, named: AnnotationForm['named'] = []): AnnotationForm => form(least, most, named, true)

/** Annotations of a model. `sql` is kept as raw text, because what stands in it is SQL. */
export const MODEL_ANNOTATIONS: Readonly<Record<string, AnnotationForm>> = {
  scope: repeatable(1, 1, ['column', 'via', 'permission', 'user', 'where']),
  condition: form(1, 1, ['unless']),
  subject: form(1, 1),
  catalog: form(1, 1, ['where']),
  table: form(1, 1),
  appendOnly: form(0, 0, ['erasable', 'rewritable']),
  internal: form(0, 0),
  key: repeatable(1, 1),
  plural: form(1, 1),
  singular: form(1, 1),
  organization: form(1, 1),
  workspace: form(1, 1),
  sql: repeatable(0, Infinity, 'ANY'),
}

/** Annotations of a column or of a relation field. */
export const FIELD_ANNOTATIONS: Readonly<Record<string, AnnotationForm>> = {
  public: form(0, 0, ['scope', 'reason']),
  pii: form(1, 1, ['mask', 'lookup', 'pseudonym', 'grant', 'redacted', 'subject']),
  internal: form(0, 0),
  ref: form(1, 1, ['field', 'reverse', 'by']),
  enum: form(0, 1, 'ANY'),
  transitions: form(1, Infinity),
  reverse: form(1, 1),
  readonly: form(0, 0),
  units: form(0, 0),
}
