import type { IncomingMessage } from 'node:http'
import type { Caller } from './caller.ts'

/** The part of a request that says who sends it. */
export type DoorRequest = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'socket'>

const PORT = /:\d{1,5}$/

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header.join() : header)

/** Of two headers of one name the library keeps the first and says nothing; which of them was meant is not ours to guess. */
const isTwice = (rawHeaders: readonly string[], name: string): boolean => {
  let seen = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.length === name.length && rawHeaders[at]?.toLowerCase() === name) seen += 1
  return seen > 1
}

/** Reads a caller from a request. */
export const callerOf = ({ headers, rawHeaders, socket }: DoorRequest): Caller => {
  const purpose = single(headers['x-veil-purpose'])
  const host = isTwice(rawHeaders, 'host') ? undefined : headers.host?.toLowerCase().replace(PORT, '')
  // an empty text is no token, but it is not nothing either
  const authorization = isTwice(rawHeaders, 'authorization') ? '' : headers.authorization
  const address = socket.remoteAddress
  return {
    ...(authorization !== undefined && { authorization }), ...(purpose !== undefined && { purpose }), ...(host !== undefined && { host }), ...(address !== undefined && { address }),
  }
}
