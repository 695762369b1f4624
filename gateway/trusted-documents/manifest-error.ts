/** Why a file of documents is not taken, in one line that quotes none of it. */
export class ManifestError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ManifestError'
  }
}
