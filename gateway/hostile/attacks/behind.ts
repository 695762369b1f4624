import { randomUUID } from 'node:crypto'
import { EVENTS_HEADER, signEvents } from '../../../schema/events/sign-events.ts'
import { signCapability } from '../../../schema/policy/capability.ts'
import { bodyHashOf, signEnvelope } from '../../../schema/policy/envelope.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { policyVersion } from '../../../schema/policy/policies.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { Attack, AttackGroup } from '../attack.ts'
import type { HostileTarget } from '../hostile-target.ts'
import { alike, firstOf, refused } from '../reply.ts'

const BODY = JSON.stringify({ query: '{ workspaces(first: 1) { totalCount } }' })
const EVENTS = JSON.stringify([])
const other: KeyRing = { current: 1, keys: new Map([[1, Buffer.alloc(32, 77)]]) }

interface Forgery {
  readonly ring?: KeyRing
  readonly principal?: Partial<Principal>
  readonly exp?: number
  readonly body?: string
  readonly version?: string
}

const sealedFor = ({ keys, principal }: HostileTarget, { ring = keys.envelope, exp = Date.now() + 20_000, body = BODY, version = policyVersion(), principal: more }: Forgery): string =>
  signEnvelope(ring, { principal: { ...principal, ...more }, policyVersion: version, requestId: 'hostile', operationHash: 'hostile', jti: randomUUID(), exp, bodyHash: bodyHashOf(body) })

/** Straight at a module, past the gateway. */
const atModule = (name: string, envelope: ((target: HostileTarget) => string) | undefined, body = BODY): Attack => ({
  name, criterion: 'refused without data',
  run: async (target) => refused(await target.sendToModule({ body, headers: envelope === undefined ? {} : { 'x-veil-envelope': envelope(target) } }), 'UNAUTHENTICATED', 'BAD_REQUEST', 'SUBGRAPH_UNAVAILABLE'),
})

const atEvents = (name: string, header: (target: HostileTarget) => string | undefined): Attack => ({
  name, criterion: 'refused',
  run: async (target) => {
    const signature = header(target)
    const { status, text } = await target.send({ path: '/events', body: EVENTS, headers: { ...(signature !== undefined && { [EVENTS_HEADER]: signature }) }, authorization: null })
    return status >= 400 && status < 500 ? undefined : `${status} ${text.slice(0, 80)}`
  },
})

const glass = (name: string, header: (target: HostileTarget) => string): Attack => ({
  name, criterion: 'refused, or as if it were not there',
  run: async (target) => {
    const reply = await target.ask('{ workspaces { totalCount } }', {}, { headers: { 'x-veil-break-glass': header(target) } })
    return reply.status === 200 ? alike(await target.ask('{ workspaces { totalCount } }'), reply) : refused(reply, 'BREAK_GLASS_REFUSED')
  },
})

const capabilityOf = ({ principal }: HostileTarget) => ({
  grantId: randomUUID(), principalId: principal.id, brandId: principal.brandId, subject: { kind: 'PERSON' as const, personId: randomUUID() }, categories: ['CONTACT' as const], purpose: 'SECURITY' as const, exp: Date.now() + 60_000,
})

/** What stands behind the gateway: modules, the relay of events, emergency access. */
export const behindAttacks: AttackGroup = {
  area: 'behind the gateway',
  attacks: [
    atModule('a module asked without an envelope', undefined),
    atModule('a module asked for its SDL without an envelope', undefined, '{"query":"{ _service { sdl } }"}'),
    atModule('a module asked for its schema without an envelope', undefined, '{"query":"{ __schema { types { name } } }"}'),
    atModule('an envelope that was made up', () => 'v2.1.e30.e30.AAAA'),
    atModule('an envelope under another key', (target) => sealedFor(target, { ring: other })),
    atModule('an envelope for another body', (target) => sealedFor(target, { body: '{}' })),
    atModule('an envelope that is over', (target) => sealedFor(target, { exp: Date.now() - 1 })),
    atModule('an envelope that lasts an hour', (target) => sealedFor(target, { exp: Date.now() + 3_600_000 })),
    atModule('an envelope under a policy that nobody knows', (target) => sealedFor(target, { version: 'p_made_up' })),
    atModule('an envelope of which a byte was changed', (target) => { const good = sealedFor(target, {}); return `${good.slice(0, 40)}${good[40] === 'A' ? 'B' : 'A'}${good.slice(41)}` }),
    atModule('an envelope of somebody else spliced with one\'s own signature', (target) => { const [a, b, , d, e] = sealedFor(target, {}).split('.'); const [, , principal] = sealedFor(target, { ring: other, principal: { brandPermissions: ['*'] } }).split('.'); return [a, b, principal, d, e].join('.') }),
    atModule('an envelope in the body', undefined, JSON.stringify({ query: '{ workspaces { totalCount } }', envelope: { kind: 'LOCAL' }, extensions: { envelope: {} } })),
    atModule('a good token instead of an envelope', () => 'Bearer x.y.z'),
    atEvents('events without a signature', () => undefined),
    atEvents('events under another key', () => signEvents(other, { audience: 'gateway', body: EVENTS, now: Date.now() })),
    atEvents('events that were signed for a module', ({ keys }) => signEvents(keys.envelope, { audience: 'billing', body: EVENTS, now: Date.now() })),
    atEvents('events that were signed an hour ago', ({ keys }) => signEvents(keys.envelope, { audience: 'gateway', body: EVENTS, now: Date.now() - 3_600_000 })),
    atEvents('events that were signed for other bytes', ({ keys }) => signEvents(keys.envelope, { audience: 'gateway', body: '[{}]', now: Date.now() })),
    atEvents('events under an envelope', (target) => sealedFor(target, { body: EVENTS })),
    glass('an emergency access that was made up', () => 'v1.1.e30.AAAA'),
    glass('an emergency access under another key', (target) => signCapability(other, capabilityOf(target))),
    glass('an emergency access that nobody granted', (target) => signCapability(target.keys.envelope, capabilityOf(target))),
    glass('an emergency access of somebody else', (target) => signCapability(target.keys.envelope, { ...capabilityOf(target), principalId: randomUUID() })),
    { name: 'an envelope sent to the gateway', criterion: 'means nothing there', run: async (target) => { const query = '{ workspaces { totalCount } }'; const reply = await target.ask(query, {}, { headers: { 'x-veil-envelope': sealedFor(target, { principal: { brandPermissions: ['*'] } }) } }); return firstOf(alike(await target.ask(query), reply)) } },
  ],
}
