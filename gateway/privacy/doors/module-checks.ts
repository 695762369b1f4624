import { inspect } from 'node:util'
import { createPrismaClient } from '../../../prisma/database/prisma-client.ts'
import { isSealed } from '../../../schema/policy/sealed.ts'
import { askModule, principalFor } from '../ask-module.ts'
import type { ModuleAsk } from '../ask-module.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { personLabelled } from '../person.ts'
import type { Person } from '../person.ts'
import type { DoorCheck, DoorGround } from './door-checks.ts'

const asked = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what])

const LOOKUP = 'query ($emails: [String!]) { users(filter: { email: { in: $emails } }) { nodes { id } } }'
const revealed = (purpose: string): string => `{ users(first: 2) { nodes { id email @reveal(reason: "r0", purpose: ${purpose}) } } }`

/** What a request costs was taken by the gateway; a module that finds nothing taken gives nothing, whoever signed. */
export const modulesHoldBudgets: DoorCheck = async ({ world }) => {
  const identity = world.subgraphs.find(({ name }) => name === 'identity')
  if (identity === undefined) return ['there is no module identity']
  const ask = (name: string, query: string, more: Partial<ModuleAsk> = {}): Promise<Answer> => askModule(identity, { query, principal: principalFor(personLabelled(name)), ...more })
  const looking = (emails: readonly string[], lookups?: number): Promise<Answer> => ask('support', LOOKUP, { variables: { emails }, facts: { budgets: { lookups } } })
  const LEGAL = [{ reason: 'a request under data protection law', purpose: 'LEGAL' }] as const
  const SUPPORT = [{ reason: 'the requester asked to be called back', purpose: 'SUPPORT' }] as const
  const cases: readonly (readonly [string, Answer, string])[] = [
    ['a lookup that was paid for', await looking(['a@example.org'], 1), ''],
    ['a lookup that nobody paid for', await looking(['a@example.org']), 'BUDGET_EXCEEDED'],
    ['a lookup of more values than were paid for', await looking(['a@example.org', 'b@example.org'], 1), 'BUDGET_EXCEEDED'],
    ['a reveal that was paid for', await ask('privacy-officer', revealed('LEGAL'), { facts: { reveals: LEGAL, budgets: { subjects: 2 } } }), ''],
    ['a reveal that nobody paid for', await ask('privacy-officer', revealed('LEGAL'), { facts: { reveals: LEGAL } }), 'BUDGET_EXCEEDED'],
    ['a reveal without a reason', await ask('privacy-officer', revealed('LEGAL'), { facts: { budgets: { subjects: 2 } } }), 'REASON_REQUIRED'],
    ['a reveal for support without a ticket', await ask('support-lead', revealed('SUPPORT'), { facts: { reveals: SUPPORT, budgets: { subjects: 2 } } }), 'TICKET_REQUIRED'],
  ]
  return cases.flatMap(([what, { codes, text }, code]) => asked(codes.join() === code, `${what} is answered by a module with ${text.slice(0, 200)}`))
}

const ACCOUNT = 'query ($id: ID!, $email: String!) { own: users(filter: { id: { eq: $id } }) { nodes { email } } found: users(filter: { id: { eq: $id }, email: { eq: $email } }) { nodes { id } } }'
const ASSIGNMENT = 'query ($id: ID!) { roleAssignments(filter: { id: { eq: $id } }) { nodes { grantReason } } }'
const WHY = 'as long as others are away'

/** Somebody who is a member of no organization that they act in: what they see, they see because it is theirs. */
const alone = (person: Person): Person => ({ ...person, clearances: [], orgs: [], workspaces: [] })

/** What came by a merge of persons is masked for the survivor for as long as the merge can be undone. */
export const mergedRowsWait: DoorCheck = async ({ world, database }) => {
  const { userId, brandId, personId } = personLabelled('member')
  const { rows: [user] } = await database.query<{ email: string }>('select email from identity.users where id = $1', [userId])
  const account = async (after: string): Promise<readonly [unknown, number]> => {
    await database.query(`update identity.users set self_after = ${after} where id = $1`, [userId])
    const { data } = await world.ask(ACCOUNT, { as: personLabelled('member'), variables: { id: userId, email: user?.email } })
    return [atPath(listAt(data, 'own', 'nodes')[0], 'email'), listAt(data, 'found', 'nodes').length]
  }
  const [later, over, none] = [await account(`now() + interval '1 hour'`), await account(`now() - interval '1 second'`), await account('null')]
  const { rows: [member] } = await database.query<{ id: string }>('update organization.role_assignments set grant_reason = $2 where id = (select id from organization.role_assignments where person_id = $1 order by id limit 1) returning id', [personId, WHY])
  const assignment = async (): Promise<string> => (await world.ask(ASSIGNMENT, { as: alone(personLabelled('member')), variables: { id: member?.id } })).text
  const before = await assignment()
  await database.query(`insert into organization.merge_journal (brand_id, merge_id, table_name, row_id, column_name, source_person_id, self_after)
    values ($1, uuidv7(), 'role_assignments', $2, 'person_id', uuidv7(), now() + interval '1 hour')`, [brandId, member?.id])
  const journalled = await assignment()
  await database.query('delete from organization.merge_journal where row_id = $1', [member?.id])
  return [
    ...asked(over[0] === user?.email && none[0] === user?.email && none[1] === 1, `somebody's own account is shown as ${String(none[0])}`),
    ...asked(later[0] !== user?.email && later[1] === 0, `an account that a merge brought is shown as ${String(later[0])}`),
    ...asked(before.includes(WHY), `somebody's own assignment is shown as ${before.slice(0, 200)}`),
    ...asked(!journalled.includes(WHY), `an assignment that a merge brought is shown as ${journalled.slice(0, 200)}`),
  ]
}

/** What a command reads is sealed: it can be written on and compared by the database, and says nothing when it is printed. */
export const commandsHoldSealedValues: DoorCheck = async ({ proofDatabase }: DoorGround) => {
  const client = createPrismaClient({ connectionString: proofDatabase.connectionFor('vg_identity'), max: 1 })
  try {
    const { brandId } = personLabelled('member')
    const rows = await client.transaction({ brandId, settings: {} }, ({ tables }) => tables.user.list({ where: {}, take: 5 }))
    const printed = inspect(rows)
    return [
      ...asked(rows.length === 5, 'a command finds no rows'),
      ...asked(rows.every(({ email }) => isSealed(email)), 'a command holds an address as it is'),
      ...asked(!/@|\$argon2/.test(printed), `a command prints ${printed.slice(0, 200)}`),
    ]
  } finally {
    await client.end()
  }
}
