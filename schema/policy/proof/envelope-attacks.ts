import { createHmac, randomBytes } from 'node:crypto'
import { bodyHashOf, ENVELOPE_LIFETIME_MS, signEnvelope, type Envelope } from '../envelope.ts'
import { currentKey, type KeyRing } from '../key-ring.ts'
import { policyVersion } from '../policies.ts'
import type { Principal } from '../principal.ts'

/** One request that a subgraph must refuse. */
export interface Attack {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the attacker has got hold of: a request that was sent, with its envelope. The keys are for the forgeries that nearly fit. */
export interface AttackGround {
  readonly keys: KeyRing
  readonly principal: Principal
  /** Of another brand. */
  readonly stranger: Principal
  /** The body that was sent, and another one that the attacker would rather send. */
  readonly body: string
  readonly wanted: string
  readonly now: number
}

const FOREIGN: KeyRing = { current: 1, keys: new Map([[1, randomBytes(32)]]) }

/** A good envelope of the ground, with whatever is changed about it. */
export function envelopeFor({ keys, principal, body, now }: AttackGround, changed: Partial<Envelope> = {}, ring = keys): string {
  return signEnvelope(ring, {
    principal, policyVersion: policyVersion(), requestId: 'attack', operationHash: 'attack', jti: randomBytes(8).toString('hex'),
    exp: now + ENVELOPE_LIFETIME_MS, bodyHash: bodyHashOf(body), ...changed,
  })
}

/** Everything that we could think of against the door of a subgraph; each is one request. */
export function envelopeAttacks(ground: AttackGround): readonly Attack[] {
  return [...unsigned(ground), ...forged(ground), ...outOfTime(ground), ...otherBodies(ground), ...mutilated(ground), ...spliced(ground)]
}

function attack(name: string, body: string, envelope?: string): Attack {
  return { name, body, headers: envelope === undefined ? {} : { 'x-veil-envelope': envelope } }
}

function unsigned(ground: AttackGround): readonly Attack[] {
  const { body, wanted, principal } = ground
  const good = envelopeFor(ground)
  const plain = Buffer.from(JSON.stringify(principal)).toString('base64url')
  return [
    attack('no envelope', body),
    attack('no envelope, for entities', wanted),
    attack('an empty envelope', body, ''),
    attack('a text', body, 'admin'),
    attack('the principal as JSON', body, JSON.stringify(principal)),
    attack('an envelope of a process', body, '{"kind":"LOCAL"}'),
    attack('no signature', body, good.slice(0, good.lastIndexOf('.') + 1)),
    attack('an unsigned token', body, `${Buffer.from('{"alg":"none"}').toString('base64url')}.${plain}.`),
    attack('two envelopes', body, `${good}, ${good}`),
    { name: 'a good envelope in another header', body, headers: { authorization: `Bearer ${good}`, 'x-envelope': good, cookie: `x-veil-envelope=${good}` } },
    attack('a good envelope in the body', JSON.stringify({ ...JSON.parse(body), envelope: good, bodyHash: bodyHashOf(body) })),
    attack('an envelope of a process in the body', JSON.stringify({ ...JSON.parse(body), envelope: { kind: 'LOCAL' } })),
  ]
}

function forged(ground: AttackGround): readonly Attack[] {
  const { body, keys } = ground
  const key = currentKey(keys)
  const [version, number, principal, request] = envelopeFor(ground).split('.')
  const content = [version, number, principal, request].join('.')
  const mac = (algorithm: string, text: string): string => createHmac(algorithm, key).update(text).digest('base64url')
  return [
    attack('the key of somebody else', body, envelopeFor(ground, {}, { current: keys.current, keys: new Map([[keys.current, currentKey(FOREIGN)]]) })),
    attack('a key version that nobody has', body, envelopeFor(ground, {}, { current: 999, keys: new Map([[999, key]]) })),
    attack('an empty key', body, envelopeFor(ground, {}, { current: keys.current, keys: new Map([[keys.current, Buffer.alloc(0)]]) })),
    attack('the right key without our domain', body, `${content}.${mac('sha256', content)}`),
    attack('the right key for a capability', body, `${content}.${mac('sha256', `veilgraph capability\n${content}`)}`),
    attack('another algorithm', body, `${content}.${mac('sha512', `veilgraph envelope\n${content}`).slice(0, 43)}`),
    ...['v0', 'v1', 'v3', 'V2', 'v2 ', ''].map((other) => attack(`format ${JSON.stringify(other)}`, body, envelopeFor(ground).replace('v2', other))),
    ...['0', '-1', '01', '1e0', ''].map((other) => attack(`key version ${JSON.stringify(other)}`, body, envelopeFor(ground).replace(`v2.${keys.current}`, `v2.${other}`))),
    attack('a policy that nobody knows, rightly signed', body, envelopeFor(ground, { policyVersion: `p_${'0'.repeat(64)}` })),
    attack('a brand that is no id, rightly signed', body, envelopeFor(ground, { principal: { ...ground.principal, brandId: '%' } })),
  ]
}

function outOfTime(ground: AttackGround): readonly Attack[] {
  const { body, now } = ground
  const at = (name: string, exp: number): Attack => attack(name, body, envelopeFor(ground, { exp }))
  const breakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p' }, categories: ['CONTACT'], purpose: 'SECURITY', exp: now - 1 } as const
  return [
    at('expired just now', now - 1), at('expired a day ago', now - 86_400_000),
    at('good for a minute', now + 60_000), at('good for a day', now + 86_400_000), at('good for ever', Number.MAX_SAFE_INTEGER),
    attack('emergency access that is over', body, envelopeFor(ground, { principal: { ...ground.principal, breakGlass } })),
  ]
}

function otherBodies(ground: AttackGround): readonly Attack[] {
  const { body, wanted } = ground
  return [
    attack('another operation', wanted, envelopeFor(ground)),
    attack('a space more', `${body} `, envelopeFor(ground)),
    attack('a byte order mark', `\uFEFF${body}`, envelopeFor(ground)),
    attack('a key more', body.replace(/}$/, ',"operationName":null}'), envelopeFor(ground)),
    attack('a key twice', body.replace('{', `{"query":"{ __typename }",`), envelopeFor(ground)),
    attack('an envelope without a body', body, envelopeFor(ground, { bodyHash: undefined })),
    attack('an envelope of an empty body', body, envelopeFor(ground, { bodyHash: bodyHashOf('') })),
    attack('the hash of a part of the body', body, envelopeFor(ground, { bodyHash: bodyHashOf(body.slice(0, -1)) })),
  ]
}

/** Cut at every length, and with every letter replaced. */
function mutilated(ground: AttackGround): readonly Attack[] {
  const { body } = ground
  const good = envelopeFor(ground)
  const other = (letter = ''): string => letter === 'A' ? 'B' : 'A'
  return [
    ...Array.from({ length: good.length }, (_, length) => attack(`cut to ${length} letters`, body, good.slice(0, length))),
    ...Array.from({ length: good.length }, (_, at) => attack(`another letter at ${at}`, body, `${good.slice(0, at)}${other(good[at])}${good.slice(at + 1)}`)),
    ...['=', '.', 'A', '\t'].map((more) => attack(`with ${JSON.stringify(more)} added`, body, `${good}${more}x`)),
  ]
}

/** Parts of two good envelopes. */
function spliced(ground: AttackGround): readonly Attack[] {
  const { body, stranger } = ground
  const [version, key, principal, request, signature] = envelopeFor(ground).split('.')
  const [, , otherPrincipal, otherRequest, otherSignature] = envelopeFor(ground, { principal: stranger, requestId: 'other' }).split('.')
  const parts: readonly (readonly [name: string, ...rest: readonly (string | undefined)[]])[] = [
    ['the principal of another brand', otherPrincipal, request, signature],
    ['the principal of another brand with its signature', otherPrincipal, request, otherSignature],
    ['the request of another envelope', principal, otherRequest, signature],
    ['the signature of another envelope', principal, request, otherSignature],
    ['the parts in the other order', request, principal, signature],
    ['the principal twice', principal, principal, signature],
    ['both parts in one', `${principal ?? ''}${request ?? ''}`, 'e30', signature],
  ]
  return parts.map(([name, ...rest]) => attack(name, body, [version, key, ...rest].join('.')))
}
