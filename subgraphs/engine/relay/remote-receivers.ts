import { GATEWAY_EVENTS } from '../../../schema/events/gateway-events.ts'
import { namesType } from '../../../schema/events/outbox-message.ts'
import type { Receiver } from '../../../schema/events/outbox-message.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import type { Environment } from '../../../schema/settings/environment.ts'
import { addressesOf, inTurn } from '../wire/addresses-of.ts'
import { httpReceiver } from './http-receiver.ts'

export interface RemoteOptions {
  readonly ring: KeyRing
  /** Types that the modules of other processes take, by module. */
  readonly types: ReadonlyMap<string, readonly string[]>
  readonly environment: Environment
}

/**
 * Receivers in other processes: the modules of SUBGRAPHS (as the gateway has it: `name=http://host:port/graphql …`) and the
 * gateway of VEIL_GATEWAY. Undefined where one of them is not set: messages then stay in the outbox, because a receiver that
 * is not known of would miss them for good.
 */
export function remoteReceivers({ ring, types, environment }: RemoteOptions): readonly Receiver[] | undefined {
  const { SUBGRAPHS: subgraphs, VEIL_GATEWAY: gateway } = environment
  if (!subgraphs || !gateway) return undefined
  const addresses = addressesOf(subgraphs)
  const wanted = [...types].filter(([, ofModule]) => ofModule.length > 0)
  if (wanted.some(([name]) => !addresses.has(name))) return undefined
  const modules = wanted.map(([name, ofModule]) => httpReceiver({ name, ring, url: inTurn((addresses.get(name) ?? []).map(eventsOf)), takes: (type) => namesType(ofModule, type) }))
  return [...modules, httpReceiver({ name: 'gateway', ring, url: inTurn([eventsOf(gateway)]), takes: (type) => namesType(GATEWAY_EVENTS, type) })]
}

function eventsOf(address: string): string {
  return new URL('/events', address).href
}
