import { randomUUID } from 'node:crypto'
import type { RequestFacts } from '../../schema/policy/envelope.ts'
import { localEnvelope } from '../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Subgraph } from '../../schema/subgraph.ts'
import { principalOf } from '../fixture/claims-authenticator.ts'
import { claims } from '../fixture/claims.ts'
import type { Answer } from '../e2e/harness/door.ts'
import type { Person } from './person.ts'

/** The principal that the gateway makes of a person's token. */
export function principalFor(person: Person): Principal {
  return principalOf(claims.parse({ sub: person.userId, jti: randomUUID(), exp: 0, veil: { ...person, scopes: [] } }), person.purpose)
}

export interface ModuleAsk {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly principal: Principal
  /** What the gateway has reserved; nothing where it is left out. */
  readonly facts?: Partial<RequestFacts>
}

/** Asks a module past the gateway, under an envelope such as the gateway makes for each of its fetches. */
export async function askModule(module: Subgraph, { query, variables, principal, facts }: ModuleAsk): Promise<Answer> {
  const envelope = localEnvelope({ principal, policyVersion: policyVersion(), requestId: 'proof-of-module', operationHash: 'proof', ...facts })
  const { data, errors = [], extensions } = await module.execute({ query, variables, envelope })
  return {
    status: 200, headers: new Headers(), text: JSON.stringify({ data, errors, extensions }), data, extensions,
    errors: errors.map(({ message, extensions: said }) => ({ message, extensions: { ...said } })), codes: errors.map(({ extensions: { code } }) => code),
  }
}
