/** A policy file that cannot be used; the message is one line with the file and the place, and the process must not start. */
export class PolicyFileError extends Error {
  override readonly name = 'PolicyFileError'

  constructor(file: string, what: string) {
    super(`Policy file ${file}: ${what.split('\n')[0] ?? ''}`)
  }
}
