import { randomUUID } from 'node:crypto'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { freshHolder } from '../../e2e/harness/fresh-holder.ts'
import { personLabelled } from '../person.ts'
import type { DoorCheck, DoorGround } from './door-checks.ts'

const REASON = 'the requester asked to be called back'
const SECURITY = { 'x-veil-purpose': 'SECURITY' }
const OPEN = 'mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { capability breakGlassGrant { id rowVersion } userErrors { code } } }'
const END = 'mutation ($input: EndBreakGlassInput!) { endBreakGlass(input: $input) { userErrors { code } } }'
const READ = 'query ($user: ID!) { user(id: $user) { email @reveal(reason: "the account has to be checked now", purpose: SECURITY) } }'

const asked = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what])
const isRaw = ({ data }: Answer): boolean => /^[^•]+@[^•]+$/.test(String(atPath(data, 'user', 'email')))

/** A ticket opens its requester and its workspace, and nobody else. */
export const revealsStayInTheirTicket: DoorCheck = async ({ world }) => {
  const lead = personLabelled('support-lead')
  const { data } = await world.ask('{ supportTickets(first: 50, filter: { status: { eq: OPEN } }) { nodes { id user { id } } } }', { as: lead })
  const tickets = listAt(data, 'supportTickets', 'nodes').flatMap((ticket) => (typeof atPath(ticket, 'user', 'id') === 'string' ? [{ id: atPath(ticket, 'id'), user: atPath(ticket, 'user', 'id') }] : []))
  const [ticket] = tickets
  const stranger = tickets.find(({ user }) => user !== ticket?.user)
  const read = (user: unknown): Promise<Answer> => world.ask(`query ($user: ID!, $ticket: ID) { user(id: $user) { email @reveal(reason: "${REASON}", purpose: SUPPORT, ticket: $ticket) } }`, { as: lead, variables: { user, ticket: ticket?.id } })
  return [...asked(isRaw(await read(ticket?.user)), 'the requester of the ticket is not shown'), ...asked(!isRaw(await read(stranger?.user)), 'somebody else than the requester of the ticket is shown')]
}

/** An emergency access is for one person, for its holder, as long as it runs. */
export const emergenciesStayAndEnd: DoorCheck = async (ground: DoorGround) => {
  const { world } = ground
  const holder = freshHolder('support-lead', { purposes: ['SUPPORT', 'SECURITY'] })
  const subject = personLabelled('member')
  const input = { subjectPersonId: subject.personId, categories: ['CONTACT'], purpose: 'SECURITY', minutes: 15, reason: 'the account seems to be taken over and has to be checked', ticket: 'incident 42', idempotencyKey: randomUUID() }
  const opened = await world.ask(OPEN, { as: holder, headers: SECURITY, variables: { input } })
  const capability = String(atPath(opened.data, 'breakGlass', 'capability'))
  await world.flush()
  const read = (with_: string, as = holder, user = subject.userId): Promise<Answer> => world.ask(READ, { as, headers: { ...SECURITY, 'x-veil-break-glass': with_ }, variables: { user } })
  const faults = [
    ...asked(isRaw(await read(capability)), `the subject of an emergency access is not shown: ${opened.text.slice(0, 200)}`),
    ...asked(!isRaw(await read(capability, holder, personLabelled('admin').userId)), 'an emergency access shows somebody else than its subject'),
    ...asked(!isRaw(await read(capability, freshHolder('support-lead', { purposes: ['SUPPORT', 'SECURITY'] }))), 'an emergency access works for somebody else than its holder'),
    ...asked(!isRaw(await read(edited(capability))), 'an edited capability works'),
  ]
  const grant = { id: atPath(opened.data, 'breakGlass', 'breakGlassGrant', 'id'), expectedVersion: atPath(opened.data, 'breakGlass', 'breakGlassGrant', 'rowVersion'), idempotencyKey: randomUUID() }
  const ended = await world.ask(END, { as: holder, headers: SECURITY, variables: { input: grant } })
  await world.flush()
  return [...faults, ...asked(!isRaw(await read(capability)), `an emergency access works after its end: ${ended.text.slice(0, 200)}`)]
}

/** Another subject in the payload, under the signature of the first. */
function edited(capability: string): string {
  const parts = capability.split('.')
  const place = parts.findIndex((part) => part.length > 60)
  const payload = Buffer.from(parts[place] ?? '', 'base64url').toString('utf8').replace(/"personId":"[^"]+"/, `"personId":"${personLabelled('admin').personId}"`)
  return parts.map((part, index) => (index === place ? Buffer.from(payload).toString('base64url') : part)).join('.')
}
