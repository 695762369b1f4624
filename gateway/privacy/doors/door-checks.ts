import type pg from 'pg'
import { isRecord } from '../../../schema/is-record.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import type { ProofDatabase } from '../proof.ts'
import { personLabelled } from '../person.ts'

/** Something that has to be so at one place of the way of a request; gives what is wrong. */
export type DoorCheck = (ground: DoorGround) => Promise<readonly string[]>

export interface DoorGround {
  readonly world: World
  readonly database: pg.Client
  readonly proofDatabase: ProofDatabase
}

const LIST = 'query ($after: String, $filter: SupportTicketFilter, $order: [SupportTicketOrderBy!]) { list: supportTickets(first: 5, after: $after, filter: $filter, orderBy: $order) { pageInfo { endCursor } edges { cursor node { id } } } }'

const asked = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what])

/** A cursor is good for one person, one order and one filter, and says nothing. */
export const cursorsAreSealed: DoorCheck = async ({ world }) => {
  const as = (name: string, variables: object = {}): Promise<Answer> => world.ask(LIST, { as: personLabelled(name), variables })
  const first = await as('auditor')
  const cursors = listAt(first.data, 'list', 'edges').map((edge) => String(atPath(edge, 'cursor')))
  const ids = listAt(first.data, 'list', 'edges').map((edge) => String(atPath(edge, 'node', 'id')))
  const [cursor = ''] = cursors
  const bytes = Buffer.from(cursor, 'base64url')
  const strangers: readonly (readonly [string, Promise<Answer>])[] = [
    ['another person', as('support', { after: cursor })],
    ['another filter', as('auditor', { after: cursor, filter: { id: { in: ids } } })],
    ['another order', as('auditor', { after: cursor, order: [{ field: 'ID', direction: 'ASC' }] })],
    ['an edited byte', as('auditor', { after: Buffer.from(bytes.map((byte, place) => (place === 20 ? byte ^ 1 : byte))).toString('base64url') })],
    ['a cut', as('auditor', { after: cursor.slice(0, -4) })],
  ]
  const own = await as('auditor', { after: cursor })
  return [
    ...asked(own.errors.length === 0, `a good cursor is refused: ${own.text}`),
    ...(await Promise.all(strangers.map(async ([what, answer]) => asked((await answer).codes.includes('BAD_CURSOR'), `a cursor works under ${what}`)))).flat(),
    ...asked(new Set(cursors.map((text) => text.length)).size === 1, 'the length of a cursor depends on the row'),
    ...asked(!ids.some((id) => cursors.some((text) => Buffer.from(text, 'base64url').toString('latin1').includes(id))), 'a cursor shows the id of its row'),
  ]
}

/** A refused input ends the request before any module is asked. */
export const refusedBeforeAsking: DoorCheck = async ({ world }) => {
  world.fetches()
  const { codes, text } = await world.ask('{ users(filter: { fullName: { startsWith: "A" } }) { nodes { id } } }', { as: personLabelled('analyst') })
  return [...asked(codes.join() === 'PII_FILTER_REFUSED', `a filter on a hidden column is answered: ${text.slice(0, 200)}`), ...asked(world.fetches().length === 0, 'a module was asked for what is refused')]
}

/** What is not shown is not fetched either. */
export const withheldIsNotFetched: DoorCheck = async ({ world }) => {
  world.fetches()
  const { data } = await world.ask('{ users(first: 2) { nodes { id failedLoginCount passwordHash } } }', { as: personLabelled('analyst') })
  const fetches = world.fetches()
  if (listAt(data, 'users', 'nodes').length === 0 || fetches.length === 0) return ['nothing was fetched at all']
  return asked(fetches.every(({ request: { query, variables } }) => !/failedLoginCount|passwordHash/.test(query) || isSwitchedOff(variables)), 'a hidden field is fetched')
}

const isSwitchedOff = (variables: unknown): boolean => isRecord(variables) && Object.entries(variables).some(([name, value]) => name.startsWith('__veil') && value === false)

const SECRET = 'zoe.secret@example.org'

/** No word of a module's error reaches the client, whether the module says it or breaks. */
export const errorsAreOurs: DoorCheck = async ({ world, proofDatabase }) => {
  const faults: string[] = []
  for (const speech of [
    { message: SECRET, path: ['list', SECRET], extensions: { code: 'VALIDATION_FAILED', coordinate: SECRET, [SECRET]: SECRET } },
    { message: SECRET, extensions: { code: SECRET } },
  ]) {
    const broken = await openWorld({ connectionFor: proofDatabase.connectionFor, isQuiet: true, relink: (link) => ({ ...link, call: async () => ({ data: null, errors: [speech] }) }) })
    const { text } = await broken.ask('{ list: users(first: 1) { nodes { id } } }')
    faults.push(...asked(text.includes('"errors"') && !text.includes(SECRET), `an error of a module is passed on: ${text.slice(0, 300)}`))
    await broken.stop()
  }
  const misspelt = await world.ask('{ userz { id } }')
  const unfinished = await world.ask('{ users { id ')
  const coerced = await world.ask('query ($first: Int) { users(first: $first) { nodes { id } } }', { variables: { first: SECRET } })
  return [...faults, ...asked(!/Syntax Error|found/.test(unfinished.text), `a message of the parser is passed on: ${unfinished.text.slice(0, 200)}`), ...asked(!/Did you mean|userz/.test(misspelt.text), `a guess is passed on: ${misspelt.text.slice(0, 200)}`), ...asked(!coerced.text.includes(SECRET), `a variable is repeated: ${coerced.text.slice(0, 200)}`)]
}

/** Answers with personal data in them are kept by nobody. */
export const answersAreNotStored: DoorCheck = async ({ world }) => {
  const { headers, data, text } = await world.ask('{ users(first: 1) { nodes { email } } }')
  if (listAt(data, 'users', 'nodes').length === 0) return [`there is no answer to store: ${text.slice(0, 200)}`]
  return asked(headers.get('cache-control') === 'private, no-store', `an answer with personal data may be stored: ${String(headers.get('cache-control'))}`)
}

/** A pseudonym is of a value of a subject for a purpose: whoever writes somebody's address into a row of their own finds nobody. */
export const pseudonymsAreKeyed: DoorCheck = async ({ world, database }) => {
  const { brandId } = personLabelled('analyst')
  const { rows } = await database.query<{ id: string }>(`update identity.persons set contact_email = 'chosen@example.org' where id in (select id from identity.persons where brand_id::text = $1 and contact_email is not null order by id desc limit 2) returning id::text`, [brandId])
  const read = async (name: string): Promise<readonly string[]> => {
    const { data } = await world.ask('query ($ids: [ID!]) { persons(filter: { id: { in: $ids } }) { nodes { contactEmail } } }', { as: personLabelled(name), variables: { ids: rows.map(({ id }) => id) } })
    return listAt(data, 'persons', 'nodes').map((node) => String(atPath(node, 'contactEmail')))
  }
  const [one, other] = await read('analyst')
  const [elsewhere] = await read('auditor')
  return [
    ...asked(one?.startsWith('psn_') === true, `an analyst is shown ${String(one)}`),
    ...asked(one !== other, 'the same value has the same pseudonym in the rows of two people'),
    ...asked(one?.slice(-22) !== elsewhere?.slice(-22), 'a pseudonym is the same for two purposes'),
    ...asked((await read('analyst'))[0] === one, 'a pseudonym changes from request to request'),
  ]
}

/** Row security and the brand in the predicate are two walls: each holds where the other is missing. */
export const brandWallsStandAlone: DoorCheck = async ({ proofDatabase }) => {
  // a login that row security does not bind, for all modules
  const bare = await openWorld({ connectionFor: () => proofDatabase.superuserUrl, isQuiet: true })
  const { brandId } = personLabelled('auditor')
  const faults: string[] = []
  for (const list of ['users', 'invoices', 'supportTickets', 'auditLogs', 'plans', 'workspaces']) {
    const { data } = await bare.ask(`{ list: ${list}(first: 100) { nodes { brandId } } }`)
    const brands = listAt(data, 'list', 'nodes').map((node) => atPath(node, 'brandId'))
    faults.push(...asked(brands.length > 0 && brands.every((brand) => brand === brandId), `without row security ${list} shows ${brands.length === 0 ? 'nothing' : 'rows of another brand'}`))
  }
  await bare.stop()
  return faults
}

/** The other wall: a module login that names no brand in its predicate sees the rows of the brand of its session. */
export const rowSecurityHolds: DoorCheck = async ({ database }) => {
  const { rows } = await database.query<{ name: string; isHeld: boolean }>(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isHeld" from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id'
    where c.relkind in ('r', 'p') and n.nspname <> 'platform' and n.nspname !~ '^pg_'`)
  return [...asked(rows.length > 0, 'there is no table of a brand'), ...rows.filter(({ isHeld }) => !isHeld).map(({ name }) => `${name} has no forced row security`)]
}
