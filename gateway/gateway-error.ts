/** A reason not to start, told in one line; nothing of it needs a stack. */
export class GatewayError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'GatewayError'
    this.code = code
  }
}
