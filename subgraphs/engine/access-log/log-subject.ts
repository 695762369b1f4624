/** Whose data was shown, in the words of an audit record. */
export interface LogSubject {
  /** A row that is its own subject. */
  readonly entityType?: string
  readonly entityId?: string
  readonly details: { readonly _subjectPersonId?: string; readonly _subjectUserId?: string }
}

/** Reads `PERSON:<id>`, `USER:<id>` or `<Type>:<id>`, as statements write it. */
export function subjectOf(text: string): LogSubject {
  const at = text.indexOf(':')
  const [kind, id] = [text.slice(0, at), text.slice(at + 1)]
  switch (kind) {
    case 'PERSON': return { details: { _subjectPersonId: id } }
    case 'USER': return { details: { _subjectUserId: id } }
    default: return { entityType: kind, entityId: id, details: {} }
  }
}
