import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { traceParent } from '../../../schema/observe/trace-parent.ts'
import { bodyHashOf, ENVELOPE_LIFETIME_MS, signEnvelope } from '../../../schema/policy/envelope.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { ReadError } from '../read/read-error.ts'
import { addressesOf, inTurn } from '../wire/addresses-of.ts'
import type { AskOwner } from './command-engine.ts'
import { dataOf } from './data-of.ts'

const PATIENCE_MS = 5_000

const answer = z.object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.array(z.unknown()).optional() })

/** Asks modules of other processes at the addresses of SUBGRAPHS (`name=http://host:port/graphql …`), each under an envelope for this question alone. */
export function askRemotely(ring: KeyRing, addresses: string): AskOwner {
  const processes = new Map([...addressesOf(addresses)].map(([name, urls]) => [name, { urls, next: inTurn(urls) }]))
  return async ({ module, query, variables, envelope }) => {
    const found = processes.get(module)
    if (!found) throw new ReadError('SUBGRAPH_UNAVAILABLE')
    const body = JSON.stringify({ query, variables })
    const sign = () => signEnvelope(ring, { ...envelope, jti: randomUUID(), exp: Date.now() + ENVELOPE_LIFETIME_MS, bodyHash: bodyHashOf(body) })
    const ask = () => post(found.next(), { body, envelope: sign(), requestId: envelope.requestId })
    // a question changes nothing: where one process does not answer, another may
    const { data, errors } = answer.parse(await (found.urls.length > 1 ? ask().catch(ask) : ask()))
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
