/** Failures that every command may have, with the constant messages that tell what to do next. */
export const COMMON_FAILURES = {
  NOT_FOUND: 'There is no such thing, or it is not visible to you; check the id.',
  VALIDATION_FAILED: 'Correct this value; the schema describes what it takes.',
  VERSION_CONFLICT: 'Somebody else has changed this meanwhile; read it again and decide anew.',
  ILLEGAL_STATE: 'This cannot be done in the present state; read it again.',
  IDEMPOTENCY_CONFLICT: 'This idempotency key was used with another input; use a new one.',
  IN_PROGRESS: 'The same thing is being changed right now; try again in a moment.',
  SECRET_NOT_REPLAYABLE: 'The secret was shown once, with the first answer; it cannot be shown again.',
} as const

export type CommonFailure = keyof typeof COMMON_FAILURES

/** An expected failure of a command: nothing of it is kept, and the caller can act on it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code: string
  /** Input field that is meant. */
  readonly field: string | undefined

  constructor(code: string, field?: string) {
    super(code)
    this.code = code
    this.field = field
  }
}
