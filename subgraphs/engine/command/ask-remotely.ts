import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { traceParent } from '../../../schema/observe/trace-parent.ts'
import { bodyHashOf, ENVELOPE_LIFETIME_MS, signEnvelope } from '../../../schema/policy/envelope.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { ReadError } from '../read/read-error.ts'
import type { AskOwner } from './command-engine.ts'
import { dataOf } from './data-of.ts'

const ADDRESS = /([a-z][a-z0-9_]*)=(https?:\/\/[^\s,]+)/g
const PATIENCE_MS = 5_000

const answer = z.object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.array(z.unknown()).optional() })

/** Asks modules of other processes at the addresses of SUBGRAPHS (`name=http://host:port/graphql …`), each under an envelope for this question alone. */
export function askRemotely(ring: KeyRing, addresses: string): AskOwner {
  const urls = new Map([...addresses.matchAll(ADDRESS)].map(([, name = '', url = '']) => [name, url]))
  return async ({ module, query, variables, envelope }) => {
    const url = urls.get(module)
    if (url === undefined) throw new ReadError('SUBGRAPH_UNAVAILABLE')
    const body = JSON.stringify({ query, variables })
    const own = signEnvelope(ring, { ...envelope, jti: randomUUID(), exp: Date.now() + ENVELOPE_LIFETIME_MS, bodyHash: bodyHashOf(body) })
    const { data, errors } = answer.parse(await post(url, { body, envelope: own, requestId: envelope.requestId }))
    if (errors !== undefined && errors.length > 0) throw new ReadError('SUBGRAPH_UNAVAILABLE')
    return dataOf({ data })
  }
}

interface Post {
  readonly body: string
  readonly envelope: string
  readonly requestId: string
}

async function post(url: string, { body, envelope, requestId }: Post): Promise<unknown> {
  try {
    const response = await fetch(url, {
      method: 'POST', body, signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-request-id': requestId, ...traceParent(), 'x-veil-envelope': envelope },
    })
    return await response.json()
  } catch {
    // the message of the library names the address
    throw new ReadError('SUBGRAPH_UNAVAILABLE')
  }
}
