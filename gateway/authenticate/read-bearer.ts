/** One space, no tabs, nothing behind it: what another server would read differently is read by nobody. */
const BEARER = /^bearer ([\w.-]+)$/i
/** Larger than what an identity provider signs with some hundred groups in it. */
const LONGEST = 16_384

/** The token of an Authorization header; undefined where there is none, or something else. */
export const readBearer = (authorization: string | undefined): string | undefined =>
  (authorization === undefined || authorization.length > LONGEST ? undefined : BEARER.exec(authorization)?.[1])
