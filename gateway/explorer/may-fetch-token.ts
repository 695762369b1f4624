import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

/** A page of somebody else's domain can be made to resolve to this machine; an address and `localhost` cannot belong to anybody else. */
const isOwnName = (hostname: string, configured: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === configured || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0

/**
 * Whether a request comes from the explorer's own page, as far as a browser can vouch for it. Anything else that wants a token of a
 * demo persona has `npm run token`.
 */
export const mayFetchToken = ({ host = '', origin = '', 'sec-fetch-site': site }: IncomingHttpHeaders, configuredHost: string): boolean => {
  const from = urlOf(origin)
  if (!from || from.host !== urlOf(`${from.protocol}//${host}`)?.host) return false
  return isOwnName(from.hostname, configuredHost) && (site === undefined || site === 'same-origin')
}
