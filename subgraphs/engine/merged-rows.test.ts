import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Subgraph } from '../../schema/subgraph.ts'
import { isObject } from './read/decode.ts'
import { fixtureDatabase, type FixtureDatabase } from './testing/fixture-database.ts'
import { fixtureId, memberOf } from './testing/fixture-people.ts'
import { fixtureRows } from './testing/fixture-rows.ts'
import { envelopeOf, fixtureSubgraph } from './testing/fixture-subgraph.ts'
import { withJournal, withSelfAfter } from './testing/merged-modules.ts'

const brand = fixtureId('brand', 1)
const person = fixtureId('person', 1)

let database: FixtureDatabase
let identity: Subgraph
let organization: Subgraph

beforeAll(async () => {
  database = await fixtureDatabase(fixtureRows)
  await database.query(`alter table identity.users add column self_after timestamptz;
    create table organization.merge_journal (brand_id uuid, table_name text, row_id uuid, column_name text, self_after timestamptz);
    grant select on organization.merge_journal to vg_fixture_reader;
    update organization.org_members set suspended_reason = 'was away' where person_id = '${person}'`)
  identity = fixtureSubgraph('identity', { pool: database.pool, metadata: withSelfAfter('identity', 'User') })
  organization = fixtureSubgraph('organization', { pool: database.pool, metadata: withJournal('organization') })
})
beforeEach(() => database.query('update identity.users set self_after = null; truncate organization.merge_journal'))
afterAll(() => database.end())

async function first(subgraph: Subgraph, query: string): Promise<unknown> {
  const { data, errors } = await subgraph.execute({ query, envelope: envelopeOf(memberOf(1)) })
  expect(errors).toBeUndefined()
  const [list] = Object.values(data ?? {})
  return isObject(list) && Array.isArray(list.nodes) ? list.nodes[0] : undefined
}

const account = (): Promise<unknown> => first(identity, '{ users(filter: { email: { isNull: false } }) { nodes { email fullName } } }')
const found = (): Promise<unknown> => first(identity, '{ users(filter: { email: { eq: "user1@example.com" } }) { nodes { id } } }')
const membership = (): Promise<unknown> => first(organization, '{ orgMembers { nodes { suspendedReason } } }')

it('shows an account that a merge brought as one\'s own only when the merge can no longer be undone', async () => {
  const set = (at: string): Promise<unknown> => database.query(`update identity.users set self_after = ${at} where person_id = '${person}'`)
  expect([await account(), await found()]).toEqual([{ email: 'user1@example.com', fullName: 'User 1' }, { id: fixtureId('user', 1) }])
  await set(`now() + interval '1 hour'`)
  expect([await account(), await found()]).toEqual([{ email: 'u•••@•••.com', fullName: 'U•••' }, undefined])
  await set(`now() - interval '1 second'`)
  expect([await account(), await found()]).toEqual([{ email: 'user1@example.com', fullName: 'User 1' }, { id: fixtureId('user', 1) }])
})

it('knows of rows of other modules by their journal', async () => {
  const move = (column: string, at: string): Promise<unknown> => database.query(`insert into organization.merge_journal
    select '${brand}', 'org_members', id, '${column}', ${at} from organization.org_members where brand_id = '${brand}' and person_id = '${person}'`)
  await move('person_id', `now() - interval '1 second'`)
  await move('invited_by_person_id', `now() + interval '1 hour'`)
  expect(await membership()).toEqual({ suspendedReason: 'was away' })
  await move('person_id', `now() + interval '1 hour'`)
  expect(await membership()).toEqual({ suspendedReason: null })
})
