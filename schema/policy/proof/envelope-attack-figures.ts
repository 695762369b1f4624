import { z } from 'zod'
import { envelopeAttacks, envelopeFor, type Attack, type AttackGround } from './envelope-attacks.ts'

/** A subgraph behind HTTP, and something that it answers under a good envelope. */
export interface AttackTarget extends Omit<AttackGround, 'now'> {
  /** Where it listens, `/graphql` included. */
  readonly url: string
  /** A command that can be sent any number of times; its envelope can not. */
  readonly command?: string
}

interface Figures {
  readonly figures: readonly (readonly [label: string, value: string | number])[]
  readonly faults: readonly string[]
}

const answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
})

/** Sends every attack to a subgraph; refused is what leaves no data, a constant code and no word of the attack. */
export async function envelopeAttackFigures(target: AttackTarget): Promise<Figures> {
  const ground: AttackGround = { ...target, now: Date.now() }
  const control = await ask(target.url, { name: 'control', body: ground.body, headers: { 'x-veil-envelope': envelopeFor(ground) } })
  const attacks = envelopeAttacks(ground)
  const through: string[] = []
  for (const attack of attacks) {
    const reply = await ask(target.url, attack)
    if (!isRefused(reply)) through.push(`envelope attack not refused: ${attack.name}: ${reply.slice(0, 200)}`)
  }
  if (!isAnswered(control)) through.push(`the good envelope was refused too, so the attacks prove nothing: ${control.slice(0, 200)}`)
  const replays = target.command === undefined ? [] : await replay(target.url, { ...ground, body: target.command })
  const run = replays.filter((reply) => !isRefused(reply))
  return {
    figures: [['envelope attacks', attacks.length], ['refused', attacks.length - through.length], ['replays of a command', replays.length], ['replays refused', replays.length - run.length]],
    faults: [...through, ...run.map((reply) => `replay of a command not refused: ${reply.slice(0, 200)}`)],
  }
}

const REPLAYS = 20

/** A command once, and what came back for its envelope after that: at once, side by side, with another key, and without any. */
async function replay(url: string, ground: AttackGround): Promise<readonly string[]> {
  const send = (envelope: string): Promise<string> => ask(url, { name: 'replay', body: ground.body, headers: { 'x-veil-envelope': envelope } })
  const good = envelopeFor(ground, { jti: 'replayed', idempotencyKey: 'a-key-of-its-own' })
  const first = await send(good)
  const again = await Promise.all(Array.from({ length: REPLAYS }, () => send(good)))
  return [
    ...again,
    await send(envelopeFor(ground, { jti: 'replayed', idempotencyKey: 'another-key' })),
    await send(envelopeFor(ground)),
    // a command that was refused the first time would prove nothing
    ...isAnswered(first) ? [] : [NOTHING_PROVED],
  ]
}

const NOTHING_PROVED = 'the command was refused the first time'

/** Header values that HTTP itself does not carry never reach a subgraph. */
async function ask(url: string, { headers, body }: Attack): Promise<string> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
    return await response.text()
  } catch (failure) {
    if (failure instanceof TypeError && /header/i.test(failure.message)) return REFUSED_BY_HTTP
    throw failure
  }
}

const REFUSED_BY_HTTP = '{"errors":[{"extensions":{"code":"BAD_REQUEST"}}]}'
const REFUSALS: readonly string[] = ['UNAUTHENTICATED', 'BAD_REQUEST', 'IDEMPOTENCY_KEY_REQUIRED']

function isRefused(text: string): boolean {
  const reply = answer.safeParse(parsed(text))
  if (!reply.success) return false
  const { data, errors = [] } = reply.data
  return (data === undefined || data === null) && errors.length === 1 && errors.every(({ extensions: { code } }) => REFUSALS.includes(code))
}

function isAnswered(text: string): boolean {
  const reply = answer.safeParse(parsed(text))
  return reply.success && reply.data.errors === undefined && reply.data.data !== undefined && reply.data.data !== null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // not an answer, and so not a refusal
    return undefined
  }
}
