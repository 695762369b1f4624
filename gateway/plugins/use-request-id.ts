import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

const SHAPE = /^[A-Za-z0-9._-]{8,64}$/

/** The id of a request: the caller's own where it looks like one, else a new one. It is answered, forwarded and logged. */
export const useRequestId = ({ 'x-request-id': given }: IncomingHttpHeaders): string =>
  typeof given === 'string' && SHAPE.test(given) ? given : randomUUID()
