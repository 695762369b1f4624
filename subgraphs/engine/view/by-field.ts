/** Marks an object whose values stand under field names; those of plans stand under response keys. */
export const BY_FIELD = Symbol('values by field name')

/** An object of a shared type (a page, a key of another module's entity) that a resolver makes itself. */
export function byField<Values extends object>(values: Values): Values & { readonly [BY_FIELD]: true } {
  return { ...values, [BY_FIELD]: true }
}
