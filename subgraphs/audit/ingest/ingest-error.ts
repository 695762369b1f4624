/** A batch that no relay of ours sends. */
export class IngestError extends Error {
  override readonly name = 'IngestError'
  readonly code: 'BATCH_TOO_LARGE'

  constructor(code: 'BATCH_TOO_LARGE') {
    super('At most 500 audit records are taken at once.')
    this.code = code
  }
}
