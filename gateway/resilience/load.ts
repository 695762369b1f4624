import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { personas } from '../../prisma/seed/personas.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { issueDevelopmentToken } from '../authenticate/development-token.ts'
import { DONE, tally } from './tally.ts'
import type { Tally } from './tally.ts'

/** Clients that ask all the time: reads over several modules, and commands. */
export interface Load {
  readonly reads: Tally
  readonly commands: Tally
  /** Names of what a command has made and acknowledged. */
  readonly acknowledged: ReadonlySet<string>
  /** Names of what was asked for and answered with an error or not at all: it may be there or not, but once. */
  readonly unknown: ReadonlySet<string>
  /** Texts of errors that say more than they may. */
  readonly leaks: readonly string[]
  stop(): Promise<void>
}

/** How much they ask. */
export interface LoadOptions {
  readonly url: string
  readonly keys: KeyRing
  readonly readers: number
  readonly writers: number
  /** From one request of a client to its next; one that has no answer by then asks as soon as it has. */
  readonly everyMs: number
}

const READS = [
  ['support', '{ workspaces(first: 5) { nodes { region organization { kind } invoices(first: 2) { nodes { id } } supportTickets(first: 2) { nodes { id status } } } } }'],
  ['member', '{ me { kind } workspaces(first: 3) { nodes { id region } } }'],
  ['auditor', '{ resourceKeys(first: 2) { nodes { id } } patrons(first: 2) { nodes { id } } auditLogs(first: 2) { nodes { id } } webhookEvents(first: 3) { nodes { id } } users(first: 5) { nodes { id email } } }'],
] as const

const CREATE = `mutation ($input: CreatePersonalAccessTokenInput!) { createPersonalAccessToken(input: $input) { personalAccessToken { id rowVersion } userErrors { code } } }`
const REVOKE = `mutation ($input: RevokePersonalAccessTokenInput!) { revokePersonalAccessToken(input: $input) { userErrors { code } } }`
const WRITERS = ['support', 'auditor', 'analyst', 'privacy-officer', 'support-lead', 'admin', 'member', 'billing-admin']

const LEAK = /ECONN|EPIPE|ETIMEDOUT|127\.0\.0\.1|localhost|postgres|\bpg_|\bvg_|node_modules|\/work\/|\.ts:\d|\bselect \b.*\bfrom\b|undici|socket|prisma|terminat|stack/i
const WITHIN_MS = 20_000

const answerShape = z.object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).default([]) })
const createdShape = z.object({ createPersonalAccessToken: z.object({ personalAccessToken: z.object({ id: z.string() }).nullish(), userErrors: z.array(z.object({ code: z.string() })) }) })

const textOfFailure = (failure: unknown): string => (failure instanceof Error && 'code' in failure ? `NO_ANSWER ${String(failure.code)}` : 'NO_ANSWER')

/** Starts them; they go on until they are stopped, whatever they see. */
export const startLoad = async ({ url, keys, readers, writers, everyMs }: LoadOptions): Promise<Load> => {
  const agent = new Agent({ connections: readers + writers, headersTimeout: WITHIN_MS, bodyTimeout: WITHIN_MS })
  const [reads, commands] = [tally(), tally()]
  const [acknowledged, unknown] = [new Set<string>(), new Set<string>()]
  const leaks: string[] = []
  let isOver = false
  const tokens = new Map(await Promise.all(personas.map(async persona => [persona.name, await issueDevelopmentToken(keys, { brandId: persona.brandId, userId: persona.userId })] as const)))

  const ask = async (as: string, query: string, variables?: unknown) => {
    const { statusCode, body } = await request(`${url}/graphql`, {
      dispatcher: agent, method: 'POST', body: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(as) ?? ''}` }, signal: AbortSignal.timeout(WITHIN_MS),
    })
    const text = await body.text()
    const { data, errors } = answerShape.parse(JSON.parse(text))
    if (errors.length > 0) {
      const said = JSON.stringify(JSON.parse(text).errors)
      if (LEAK.test(said)) leaks.push(said.slice(0, 300))
    }
    const codes = [...new Set(errors.map(({ extensions: { code } }) => code))].sort()
    return { data, outcome: codes.length > 0 ? `${statusCode} ${codes.join('+')}` : statusCode === 200 ? DONE : String(statusCode) }
  }
  const read = async (turn: number): Promise<void> => {
    const [as, query] = READS[turn % READS.length] ?? READS[0]
    const started = performance.now()
    const outcome = await ask(as, query).then(answer => answer.outcome, textOfFailure)
    reads.add(outcome, performance.now() - started)
  }
  const write = async (as: string): Promise<void> => {
    const name = `resilience ${randomUUID()}`
    const started = performance.now()
    const create = await ask(as, CREATE, { input: { name, scopes: ['organization.workspace.read'], idempotencyKey: randomUUID() } })
      .catch((failure: unknown) => ({ outcome: textOfFailure(failure), data: undefined }))
    const created = createdShape.safeParse(create.data).data?.createPersonalAccessToken
    const id = created?.personalAccessToken?.id
    commands.add(create.outcome === DONE && id === undefined ? `USER_ERROR ${created?.userErrors.map(({ code }) => code).join() ?? ''}` : create.outcome, performance.now() - started)
    if (id === undefined) return void unknown.add(name)
    acknowledged.add(name)
    const ended = await ask(as, REVOKE, { input: { id, idempotencyKey: randomUUID() } }).then(({ outcome }) => outcome, textOfFailure)
    commands.add(ended, performance.now() - started)
  }
  const client = async (once: (turn: number) => Promise<void>): Promise<void> => {
    for (let turn = 0; !isOver; turn += 1) {
      const started = performance.now()
      await once(turn)
      // somebody who is refused at once does not ask in a tight loop either
      await sleep(Math.max(everyMs * (0.5 + Math.random()) - (performance.now() - started), 5))
    }
  }
  const clients = [
    ...Array.from({ length: readers }, (_, at) => client(turn => read(turn + at))),
    ...Array.from({ length: writers }, (_, at) => client(() => write(WRITERS[at % WRITERS.length] ?? 'support'))),
  ]
  return {
    reads, commands, acknowledged, unknown, leaks,
    async stop() {
      isOver = true
      await Promise.all(clients)
      await agent.close()
    },
  }
}
