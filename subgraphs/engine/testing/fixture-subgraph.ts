import { randomUUID } from 'node:crypto'
import { bodyHashOf, signEnvelope, type RequestFacts } from '../../../schema/policy/envelope.ts'
import { localEnvelope, type LocalEnvelope } from '../../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../../schema/policy/policies.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { Subgraph } from '../../../schema/subgraph.ts'
import { fixtureModules } from '../../../schema/sdl/fixture.ts'
import { printModule } from '../../../schema/sdl/print-module.ts'
import { buildSubgraph, type SubgraphOptions } from '../build-subgraph.ts'

const ring = { current: 1, keys: new Map([[1, Buffer.alloc(32, 1)]]) }

/** Secrets of the fixture. */
export const fixtureKeys = { cursor: Buffer.alloc(32, 2), pseudonym: ring, envelope: ring, audit: Buffer.alloc(32, 3), tokenHash: ring }

/** One of the fixture modules as a subgraph. */
export function fixtureSubgraph(name: string, options: Pick<SubgraphOptions, 'pool'> & Partial<SubgraphOptions> & { readonly handWritten?: string }): Subgraph {
  const metadata = fixtureModules.find((module) => module.name === name)
  if (!metadata) throw new Error('There is no such fixture module.')
  const sdl = printModule({ metadata, question: 'What is there?', handWritten: options.handWritten ?? '', modules: fixtureModules })
  return buildSubgraph({ metadata, sdl, keys: fixtureKeys, ...options })
}

/** The envelope under which a caller sends this body over a wire. */
export function signedEnvelopeOf(principal: Principal, body: string, { now = Date.now() }: { readonly now?: number } = {}): string {
  return signEnvelope(ring, {
    principal, policyVersion: policyVersion(), requestId: 'test', operationHash: 'test', jti: randomUUID(), exp: now + 20_000, bodyHash: bodyHashOf(body),
  })
}

/** The envelope under which a caller asks, for one request. */
export function envelopeOf(principal: Principal, { now, ...facts }: { readonly now?: number } & Partial<RequestFacts> = {}): LocalEnvelope {
  return localEnvelope({ principal, policyVersion: policyVersion(), requestId: 'test', operationHash: 'test', ...facts }, now)
}
