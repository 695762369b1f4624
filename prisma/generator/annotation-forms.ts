/** How an annotation may be written: how many bare arguments, which named ones, and whether it may stand more than once. */
export interface AnnotationForm {
  readonly bare: readonly [least: number, most: number]
  readonly named: readonly string[] | 'ANY'
  readonly repeatable: boolean
}

const form = (least: number, most: number, named: AnnotationForm['named'] = [], repeatable = false): AnnotationForm =>
  ({ bare: [least, most], named, repeatable })

const repeatable = (least: number, most: number, named: AnnotationForm['named'] = []): AnnotationForm => form(least, most, named, true)

/** How rows become a value. */
const PART = ['sum', 'countDistinct', 'avg', 'min', 'max', 'p50', 'p95', 'in', 'where', 'positive', 'time', 'extra']

/** Annotations of a model. */
export const MODEL_ANNOTATIONS: Readonly<Record<string, AnnotationForm>> = {
  /** A way in which rows become visible: kind, then the column that is compared, the path to its row, the permission, a condition there. */
  scope: repeatable(1, 1, ['column', 'via', 'permission', 'user', 'where', 'during']),
  /** What every reader but the holders of a permission needs on top of a scope: `flag=false, unless: module.entity.action`. */
  condition: form(1, 1, ['unless']),
  /** Whose data a row is: a path to a person id, `user(path)` to a user id, or `none`. */
  subject: form(1, 1),
  /** Name in the semantic catalog. */
  catalog: form(1, 1, ['where', 'group']),
  /** DOMAIN, ADDED or INFRASTRUCTURE. */
  table: form(1, 1),
  /** Rows never change, but for the columns that an erasure may empty and those that the module may rewrite. */
  appendOnly: form(0, 0, ['erasable', 'rewritable']),
  /** Not in the graph. */
  internal: form(0, 0),
  /** Another column by which other modules find a row. */
  key: repeatable(1, 1),
  /** Names of the root fields, where the type's own name does not give them. */
  plural: form(1, 1),
  singular: form(1, 1),
  /** Path to the organization or workspace of a row, where its scopes do not give it. */
  organization: form(1, 1),
  workspace: form(1, 1),
  /** Rows that are one person's own, by a column with listed values: `kind=PERSONAL`, `parent.kind=PERSONAL`. */
  personal: form(1, 1),
  /** A figure over the rows: its name, what it adds up or counts, its time, and by what it may be grouped and published. */
  metric: repeatable(1, 1, [
    ...PART, 'definition', 'grains', 'default', 'dimensions', 'fansOut', 'currency', 'counted', 'cumulative',
    'subject', 'value', 'before', 'order', 'of', 'figure', 'per', 'ages', 'published', 'cube', 'unit', 'fewest',
  ]),
  /** A further part of a metric: what is added, subtracted or divided by, and by which relation its rows belong to those of the metric. */
  metricPart: repeatable(1, 1, [...PART, 'role', 'via']),
  /** What stands in the SQL migration alone. Indexes are understood (`unique: a, b WHERE …`), the rest is for people and the guards. */
  sql: repeatable(0, Infinity, 'ANY'),
}

/** Annotations of a column or of a relation field. */
export const FIELD_ANNOTATIONS: Readonly<Record<string, AnnotationForm>> = {
  /** Everybody who sees the row may read it; `scope: BRAND`: holders of the permission for the whole brand only. */
  public: form(0, 0, ['scope', 'reason']),
  /** Decided per principal, purpose and row. */
  pii: form(1, 1, ['mask', 'lookup', 'pseudonym', 'grant', 'redacted', 'subject']),
  /** Not in the graph. */
  internal: form(0, 0),
  /** The id of a row of another module: `module.table`, the name of the field, of the list on the other side, and the key. */
  ref: form(1, 1, ['field', 'reverse', 'by']),
  /** `Name: FIRST SECOND`, or `Name` of an enumeration that the module declares elsewhere. */
  enum: form(0, 1, 'ANY'),
  /** The changes of `status`, as `A>B`, or `none`. */
  transitions: form(1, Infinity),
  /** On a foreign key: name of the list on the parent, or `-` for none. */
  reverse: form(1, 1),
  /** On a foreign key or a `@ref`: name and description of the join in the catalog. */
  catalog: form(1, 1, ['description']),
  /** GENERATED ALWAYS: no command writes it. */
  readonly: form(0, 0),
  /** An amount that counts something else than money. */
  units: form(0, 0),
}
