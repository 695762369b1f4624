/** Why a subgraph gave no answer; neither the message nor the code holds anything of the fetch. */
export class LinkFailure extends Error {
  override readonly name = 'LinkFailure'
  /** TIMEOUT: the request as a whole had no time left. */
  readonly code: 'SUBGRAPH_UNAVAILABLE' | 'TIMEOUT'
  /** False where the subgraph has certainly seen nothing of the fetch. */
  readonly wasSent: boolean

  constructor(reason: string, { code = 'SUBGRAPH_UNAVAILABLE', wasSent, cause }: { readonly code?: LinkFailure['code'], readonly wasSent: boolean, readonly cause?: unknown }) {
    super(reason, { cause })
    this.code = code
    this.wasSent = wasSent
  }
}
