import { randomUUID } from 'node:crypto'
import { verifyCapability, signCapability } from '../../../schema/policy/capability.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { freshHolder } from '../../e2e/harness/fresh-holder.ts'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'
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
  return [...asked(stranger !== undefined, 'there is no ticket of anybody else'), ...asked(isRaw(await read(ticket?.user)), 'the requester of the ticket is not shown'), ...asked(!isRaw(await read(stranger?.user)), 'somebody else than the requester of the ticket is shown')]
}

interface Emergency {
  readonly holder: TokenHolder
  readonly capability: string
  /** Who was granted what, for the command that ends it. */
  readonly grant: { readonly id: unknown; readonly expectedVersion: unknown }
}

const LEAD = { purposes: ['SUPPORT', 'SECURITY'] }

async function openEmergency({ world }: DoorGround): Promise<Emergency> {
  const holder = freshHolder('support-lead', LEAD)
  const input = { subjectPersonId: personLabelled('member').personId, categories: ['CONTACT'], purpose: 'SECURITY', minutes: 15, reason: 'the account seems to be taken over and has to be checked', ticket: 'incident 42', idempotencyKey: randomUUID() }
  const { data, text } = await world.ask(OPEN, { as: holder, headers: SECURITY, variables: { input } })
  const capability = atPath(data, 'breakGlass', 'capability')
  if (typeof capability !== 'string') throw new Error(text)
  await world.flush()
  return { holder, capability, grant: { id: atPath(data, 'breakGlass', 'breakGlassGrant', 'id'), expectedVersion: atPath(data, 'breakGlass', 'breakGlassGrant', 'rowVersion') } }
}

const readBy = ({ world }: DoorGround, { holder, capability }: Pick<Emergency, 'holder' | 'capability'>, user = personLabelled('member').userId): Promise<Answer> =>
  world.ask(READ, { as: holder, headers: { ...SECURITY, 'x-veil-break-glass': capability }, variables: { user } })

/** An emergency access is for one person and for its holder, as it was signed. */
export const emergenciesAreForOne: DoorCheck = async (ground) => {
  const { holder, capability } = await openEmergency(ground)
  return [
    ...asked(isRaw(await readBy(ground, { holder, capability })), 'the subject of an emergency access is not shown'),
    ...asked(!isRaw(await readBy(ground, { holder, capability }, personLabelled('admin').userId)), 'an emergency access shows somebody else than its subject'),
    ...asked(!isRaw(await readBy(ground, { holder: freshHolder('support-lead', LEAD), capability })), 'an emergency access works for somebody else than its holder'),
    ...asked(!isRaw(await readBy(ground, { holder, capability: edited(capability) }, personLabelled('admin').userId)), 'an edited capability works'),
  ]
}

/** When it was ended it is over, whatever the capability says. */
export const emergenciesEnd: DoorCheck = async (ground) => {
  const { holder, capability, grant } = await openEmergency(ground)
  const isOpen = isRaw(await readBy(ground, { holder, capability }))
  const { text } = await ground.world.ask(END, { as: holder, headers: SECURITY, variables: { input: { ...grant, idempotencyKey: randomUUID() } } })
  await ground.world.flush()
  return [...asked(isOpen, 'an emergency access shows nothing before its end'), ...asked(!isRaw(await readBy(ground, { holder, capability })), `an emergency access works after its end: ${text.slice(0, 200)}`)]
}

/** What was signed for a time is nothing after it, ended or not. */
export const emergenciesExpire: DoorCheck = async (ground) => {
  const { holder, capability } = await openEmergency(ground)
  const { world: { keys: { envelope } } } = ground
  const granted = verifyCapability(envelope, capability, Date.now())
  if (granted === undefined) return ['a capability that was just signed is not good']
  const past = signCapability(envelope, { ...granted, exp: Date.now() - 1 })
  return [
    ...asked(isRaw(await readBy(ground, { holder, capability })), 'an emergency access that runs shows nothing'),
    ...asked(!isRaw(await readBy(ground, { holder, capability: past })), 'an emergency access works after its time'),
  ]
}

/** Another subject in the payload, under the signature of the first. */
function edited(capability: string): string {
  const parts = capability.split('.')
  const place = parts.findIndex((part) => part.length > 60)
  const payload = Buffer.from(parts[place] ?? '', 'base64url').toString('utf8').replace(/"personId":"[^"]+"/, `"personId":"${personLabelled('admin').personId}"`)
  return parts.map((part, index) => (index === place ? Buffer.from(payload).toString('base64url') : part)).join('.')
}
