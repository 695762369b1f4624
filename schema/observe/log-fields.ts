// of ours, of Node, or five characters of Postgres
const CODE = /^(?:[A-Z][A-Z0-9_]{2,60}|[0-9A-Z]{5})$/
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,63}$/
const FRAME = /^at (?:async )?(?:[\w$.<>#[\] ]{1,100} \()?(?:file:\/\/|node:|\/)[\w@%+~./-]{1,300}:\d+:\d+\)?$/
const FRAMES = 6

/** A text that has this form; whatever else it is is nothing to the log. */
export function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}

/** What the log says of a failure: its kind, its code and where the code was; never its message, which may quote a value. */
export interface FailureFields {
  readonly kind: string
  readonly code: string | undefined
  readonly frames: readonly string[]
}

export function failureFields(cause: unknown): FailureFields {
  return { kind: kindOf(cause), code: codeOf(cause), frames: framesOf(cause) }
}

/** The stack begins with the message, which may look like anything: it is cut off first. */
function framesOf(cause: unknown): readonly string[] {
  if (!(cause instanceof Error) || typeof cause.stack !== 'string') return []
  const end = cause.stack.indexOf(cause.message)
  const frames = end < 0 ? '' : cause.stack.slice(end + cause.message.length)
  return frames.split('\n').map((line) => line.trim()).filter((line) => FRAME.test(line)).slice(0, FRAMES)
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? matching(CODE, cause.code) : undefined
}

function kindOf(cause: unknown): string {
  return cause instanceof Error ? matching(NAME, cause.name) ?? 'Error' : typeof cause
}
