import { randomUUID } from 'node:crypto'
import { withClient } from '../../../prisma/database/open-client.ts'
import { isRecord } from '../../../schema/is-record.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { freshHolder } from '../../e2e/harness/fresh-holder.ts'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import { personLabelled } from '../person.ts'
import { atLeast } from '../at-least.ts'
import type { Person } from '../person.ts'
import type { Figures, Proof, ProofDatabase } from '../proof.ts'

const REASON = 'the requester asked to be called back'
const PLAIN = 'query ($user: ID!) { user(id: $user) { fullName email phone: person { contactPhone } } }'
const ASKED = `query ($user: ID!, $ticket: ID) { user(id: $user) { fullName @reveal(reason: "${REASON}", purpose: SUPPORT, ticket: $ticket) email @reveal(reason: "${REASON}", purpose: SUPPORT, ticket: $ticket) phone: person { contactPhone } } }`
const EMERGENCY = 'query ($user: ID!) { user(id: $user) { fullName @reveal(reason: "the account has to be checked now", purpose: SECURITY) email @reveal(reason: "the account has to be checked now", purpose: SECURITY) phone: person { contactPhone } } }'
const OPEN = 'mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { capability userErrors { code } } }'
const TICKETS = '{ supportTickets(first: 50, filter: { status: { eq: OPEN } }) { nodes { id user { id person { id } } } } }'

/** The same person read four times: by support, by the lead without and with a reason, and under emergency access. */
export const fourAnswersProof: Proof = {
  name: 'four-answers',
  claim: 'Support sees masks, its lead too unless for a reason, and an emergency opens one person',
  async run(ground) {
    const database = await ground.copy()
    const world = await openWorld({ connectionFor: database.connectionFor })
    try {
      return await fourAnswers(world, database)
    } finally {
      await world.stop()
      await database.drop()
    }
  },
}

interface Subject {
  readonly ticket: string
  readonly user: string
  readonly person: string
}

async function fourAnswers(world: World, database: ProofDatabase): Promise<Figures> {
  const lead: Person = personLabelled('support-lead')
  const subject = await subjectOf(world, lead)
  const ask = (as: TokenHolder, query: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    world.ask(query, { as, variables: { user: subject.user, ...(query.includes('$ticket') && { ticket: subject.ticket }) }, headers })
  // the lead of the demo data has an access that nobody has reviewed yet
  const guard = freshHolder('support-lead', { purposes: ['SUPPORT', 'SECURITY'] })
  const answers: readonly (readonly [string, Answer, boolean])[] = [
    ['support', await ask(personLabelled('support'), PLAIN), false],
    ['support lead, without a reason', await ask(lead, PLAIN), false],
    ['support lead, with a reason and a ticket', await ask(lead, ASKED), true],
    ['the same under emergency access', await ask(guard, EMERGENCY, { 'x-veil-purpose': 'SECURITY', 'x-veil-break-glass': await openEmergency(world, guard, subject) }), true],
  ]
  await world.flush()
  const inLog = await logRows(database)
  return {
    figures: [
      ...answers.map(([who, { data, extensions }]) => [who, `${JSON.stringify(data)} ${JSON.stringify(withoutPolicy(extensions))}`] as const),
      ...inLog,
    ],
    faults: [...atLeast(2, inLog.filter(([, row]) => String(row).includes('access.revealed')).length, 'rows in the log about what was revealed'), ...answers.flatMap(([who, { data, text }, isRaw]) => (/^[^•]+@[^•]+$/.test(String(atPath(data, 'user', 'email'))) === isRaw ? [] : [`${who}: ${text}`]))],
  }
}

async function subjectOf(world: World, as: Person): Promise<Subject> {
  const { data, text } = await world.ask(TICKETS, { as })
  const found = listAt(data, 'supportTickets', 'nodes').find((ticket) => typeof atPath(ticket, 'user', 'id') === 'string')
  if (found === undefined) throw new Error(`There is no open ticket of anybody: ${text.slice(0, 200)}`)
  return { ticket: String(atPath(found, 'id')), user: String(atPath(found, 'user', 'id')), person: String(atPath(found, 'user', 'person', 'id')) }
}

async function openEmergency(world: World, as: TokenHolder, { person }: Subject): Promise<string> {
  const input = { subjectPersonId: person, categories: ['CONTACT'], purpose: 'SECURITY', minutes: 15, reason: 'the account seems to be taken over and has to be checked', ticket: 'incident 42', idempotencyKey: randomUUID() }
  const { data, text } = await world.ask(OPEN, { as, headers: { 'x-veil-purpose': 'SECURITY' }, variables: { input } })
  const capability = atPath(data, 'breakGlass', 'capability')
  if (typeof capability !== 'string') throw new Error(text)
  await world.flush()
  return capability
}

const withoutPolicy = (extensions: unknown): unknown => (isRecord(extensions) && isRecord(extensions['sensitivity']) ? { sensitivity: { fields: extensions['sensitivity']['fields'] } } : extensions)

async function logRows({ superuserUrl }: ProofDatabase): Promise<Figures['figures']> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ row: string }>(`select json_build_object('seq', chain_seq, 'event', event_type, 'actor', actor_person_id, 'details', details, 'reason', reason)::text as row
      from audit.audit_logs where occurred_at > now() - interval '10 minutes' and (event_type = 'access.revealed' or event_type like '%break%') order by chain_seq`)
    return rows.map(({ row }) => ['in the log', row] as const)
  })
}
