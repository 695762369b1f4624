import { randomUUID } from 'node:crypto'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { SubgraphRequest, SubgraphResponse } from '../../../schema/subgraph.ts'
import { isObject } from '../../engine/read/decode.ts'
import { commandWorld, payloadOf, type CommandWorld } from '../../engine/testing/command-world.ts'
import { envelopeOf, fixtureKeys } from '../../engine/testing/fixture-subgraph.ts'
import { openSubgraphs } from '../../serve.ts'

export type Person = Principal & { readonly personId: string }

/** A brand with the people that an emergency takes, and the subgraphs that answer them. */
export interface EmergencyRoom extends CommandWorld {
  readonly lead: Person
  readonly officer: Person
  readonly auditor: Person
  readonly subject: Person
  request(command: string, input: Record<string, unknown>, send?: Send): SubgraphRequest
  execute(request: SubgraphRequest): Promise<SubgraphResponse>
  send(command: string, input: Record<string, unknown>, send?: Send): Promise<SubgraphResponse>
  /** A grant of the lead, or of whom it is sent as. */
  open(more?: Record<string, unknown>, send?: Send): Promise<string>
  /** Puts a grant back in time, as if it had begun so many hours ago. */
  age(grantId: string, hours: number): Promise<void>
  faults(): readonly unknown[]
}

export interface Send {
  readonly as?: Principal
  readonly key?: string | null
  readonly selection?: string
}

const SELECTION = '{ breakGlassGrant { id status reason purpose coSignedByPersonId rowVersion } userErrors { code message path } replayed }'

/** An input that is in order. */
export const wishFor = (subject: Person, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  subjectPersonId: subject.personId, categories: ['ONLINE_IDENTIFIER', 'CONTACT'], purpose: 'SECURITY', reason: 'Account takeover under way, owner unreachable',
  ticket: 'INC-7', minutes: 15, ...more,
})

export async function emergencyRoom(): Promise<EmergencyRoom> {
  const faults: unknown[] = []
  const subgraphs = await openSubgraphs({
    connectionFor: testDatabase().connectionFor, keys: fixtureKeys, poolSize: 3, names: ['identity', 'audit'], onFault: (fault) => { faults.push(fault) },
  })
  const world = commandWorld()
  const [lead, officer, auditor, subject] = await Promise.all([world.person(['support_lead']), world.person(['privacy_officer']), world.person(['auditor']), world.person()])
  const room: EmergencyRoom = {
    ...world, lead, officer, auditor, subject,
    request(command, input, { as = lead, key = randomUUID(), selection = SELECTION } = {}) {
      const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`
      return {
        query: `mutation ($input: ${type}!) { ${command}(input: $input) ${selection} }`, variables: { input },
        envelope: envelopeOf(as, { requestId: 'r1', ...key === null ? {} : { idempotencyKey: key } }),
      }
    },
    async execute(request) {
      const audit = subgraphs.find(({ name }) => name === 'audit')
      if (!audit) throw new Error('There is no audit.')
      return audit.execute(request)
    },
    send: (...call) => room.execute(room.request(...call)),
    async open(more = {}, send = {}) {
      const { breakGlassGrant: grant } = payloadOf(await room.send('breakGlass', wishFor(subject, more), send), 'breakGlass')
      if (!isObject(grant) || typeof grant.id !== 'string') throw new Error('No access was given.')
      return grant.id
    },
    age: (grantId, hours) => world.alter(`update audit.break_glass_grants set starts_at = starts_at - interval '${hours} hours', expires_at = expires_at - interval '${hours} hours', review_due_at = review_due_at - interval '${hours} hours' where id = '${grantId}'`),
    faults: () => faults,
    end: async () => void await Promise.all([...subgraphs.map((subgraph) => subgraph.close()), world.end()]),
  }
  return room
}
