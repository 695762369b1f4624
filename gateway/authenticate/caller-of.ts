import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Caller } from './caller.ts'
import { isInNetworks } from './networks.ts'
import type { Networks } from './networks.ts'

/** The part of a request that says who sends it. */
export type DoorRequest = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'socket'>

const PORT = /:\d{1,5}$/
const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?$/
const MOST_HOPS = 20

/** Neither of two contradictory headers was meant. */
const UNUSABLE = ''

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header.join() : header)

/** Of two headers of one name the library keeps the first and says nothing. */
const isTwice = (rawHeaders: readonly string[], name: string): boolean => {
  let seen = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.length === name.length && rawHeaders[at]?.toLowerCase() === name) seen += 1
  return seen > 1
}

/** Lower case, without port, brackets and the dot of the root; what is no name of a host is unusable. */
const hostOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  const name = header.toLowerCase().replace(PORT, '').replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  return NAME.test(name) || isIP(name) !== 0 ? name : UNUSABLE
}

/** The nearest machine of the chain that is not one of ours. What is to the left of it, anybody can have written. */
const clientAddress = (trusted: Networks, peer: string | undefined, forwarded: string | undefined): string | undefined => {
  if (forwarded === undefined || !isInNetworks(trusted, peer)) return peer
  const hops = forwarded.split(',').map(hop => hop.trim())
  return hops.length > MOST_HOPS ? undefined : hops.findLast(hop => !isInNetworks(trusted, hop)) ?? hops[0]
}

/** Reads the caller of a request. `trusted`: the proxies in front, whose X-Forwarded-For and X-Forwarded-Host count. */
export const callerReader = (trusted: Networks = []) => ({ headers, rawHeaders, socket }: DoorRequest): Caller => {
  const purpose = single(headers['x-veil-purpose'])
  const peer = socket.remoteAddress
  const forwardedHost = trusted.length > 0 && isInNetworks(trusted, peer) ? single(headers['x-forwarded-host']) : undefined
  const host = isTwice(rawHeaders, 'host') ? UNUSABLE : hostOf(forwardedHost ?? headers.host)
  const authorization = isTwice(rawHeaders, 'authorization') ? UNUSABLE : headers.authorization
  const address = trusted.length > 0 ? clientAddress(trusted, peer, single(headers['x-forwarded-for'])) : peer
  return {
    ...(authorization !== undefined && { authorization }), ...(purpose !== undefined && { purpose }), ...(host !== undefined && { host }), ...(address !== undefined && { address }),
  }
}
