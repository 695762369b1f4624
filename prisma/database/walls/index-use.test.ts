import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayState, modules } from '../../../schema/metadata/index.ts'
import type { Entity } from '../../../schema/model.ts'
import { openClient } from '../open-client.ts'
import { testDatabase } from '../test-database.ts'
import { explainIndex, question, sampleValues } from './explain-index.ts'
import type { ListedIndex } from './explain-index.ts'
import { printFigure } from './print-figure.ts'

const database = testDatabase()
const listed: readonly ListedIndex[] = [...modules, gatewayState].flatMap(({ entities }) => entities.flatMap((entity) => entity.indexes.map((index) => ({ entity, index }))))
const trees = listed.filter(({ index }) => index.method === 'btree')

let superuser: pg.Client

beforeAll(async () => {
  superuser = await openClient(database.superuserUrl)
})
afterAll(() => superuser.end())

const describeIndex = ({ entity, index }: ListedIndex): string => `${entity.schema}.${entity.table} (${index.columns.join(', ')})${index.where === undefined ? '' : ` where ${index.where}`}`

/** Nobody but the function that verifies a credential may name it. */
function roleOf({ entity, index }: ListedIndex): string {
  const secret = entity.columns.some(({ name, label }) => index.columns.includes(name) && !label.public && label.category === 'CREDENTIAL')
  return secret ? 'vg_keys' : `vg_${entity.schema}`
}

/** Its name in the database; several, or none, if the model and the database disagree. */
async function namesOf({ entity, index }: ListedIndex): Promise<readonly string[]> {
  const { rows } = await superuser.query<{ name: string }>(`
    select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
    where x.indrelid = $1::regclass and x.indisunique = $2 and (x.indpred is not null) = $3 and m.amname = $4
      and array(select a.attname from unnest(x.indkey) with ordinality k (n, o) join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.n order by o)::text[] = $5`,
  [`${entity.schema}.${entity.table}`, index.unique, index.where !== undefined, index.method, index.columns])
  return rows.map(({ name }) => name)
}

/** In the open transaction only: nobody else sees it, and it goes with the rollback. */
async function hideOtherIndexes({ schema, table }: Entity, name: string): Promise<void> {
  await superuser.query('update pg_index set indisvalid = false where indrelid = $1::regclass and indexrelid::regclass::text <> $2', [`${schema}.${table}`, `${schema}.${name}`])
}

/** As the role in one brand, with every other index of the table out of sight, so that the answer is about this one. */
async function useOf(listedIndex: ListedIndex, name: string) {
  const samples = await sampleValues(superuser, listedIndex)
  await superuser.query('begin')
  try {
    await hideOtherIndexes(listedIndex.entity, name)
    await superuser.query(`set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off; set local app.brand_id = '${samples.get('brand_id') ?? ''}'; set local role ${roleOf(listedIndex)}`)
    return { ...await explainIndex(superuser, question(listedIndex, samples), name), sampled: samples.size > 0 }
  } finally {
    await superuser.query('rollback')
  }
}

describe('under row security', () => {
  it('every listed index is entered by all of its columns, and gives its order', async () => {
    const wrong: string[] = []
    let sampled = 0
    for (const tree of trees) {
      const [name = '', ...more] = await namesOf(tree)
      if (name === '' || more.length > 0) wrong.push(`${describeIndex(tree)}: ${1 + more.length - Number(name === '')} in the database`)
      const use = await useOf(tree, name)
      sampled += Number(use.sampled)
      const missing = tree.index.columns.filter((column) => !new RegExp(`\\b${column}\\b`).test(use.condition ?? ''))
      if (missing.length > 0) wrong.push(`${describeIndex(tree)}: entered by ${use.condition ?? 'nothing'}, not by ${missing.join(', ')}`)
      if (!use.ordered) wrong.push(`${describeIndex(tree)}: needs a sort`)
    }
    printFigure(`indexes: ${trees.length} listed, ${trees.length - wrong.length} entered by all columns under row security, ${sampled} of them with values of real rows`)
    expect(wrong).toEqual([])
    expect(sampled).toBeGreaterThan(trees.length * 0.9)
  })

  it('an index over an operator that may tell of a row is not entered, so this test can fail', async () => {
    const enters = async (type: string, value: string): Promise<string | undefined> => {
      await superuser.query('begin')
      await superuser.query(`
        create type organization.colour as enum ('RED', 'BLUE');
        create table organization.planted (brand_id uuid, shade ${type}, id uuid);
        create index planted_ix on organization.planted (brand_id, shade, id);
        alter table organization.planted enable row level security;
        create policy brand_isolation on organization.planted using (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
        grant select on organization.planted to vg_organization;
        set local enable_seqscan = off; set local role vg_organization`)
      const { condition } = await explainIndex(superuser, `select 1 from organization.planted where brand_id = uuidv7() and shade = '${value}'::${type}`, 'planted_ix')
      await superuser.query('rollback')
      return condition
    }
    expect(await enters('text', 'RED')).toContain('shade')
    expect(await enters('organization.colour', 'RED')).not.toContain('shade')
    expect(await enters('numeric', '1')).not.toContain('shade')
  })

  it('an index over a list is entered by the search function that belongs to it', async () => {
    const searched = listed.filter(({ index }) => index.method === 'gin')
    for (const search of searched) {
      const { entity: { schema, table }, index } = search
      const [name = ''] = await namesOf(search)
      const { rows: [source] } = await superuser.query<{ body: string; owner: string }>(`select prosrc as body, proowner::regrole::text as owner from pg_proc where oid = to_regproc($1)`, [`${schema}.${table}_${index.columns[0]}_keys`])
      await superuser.query('begin')
      await hideOtherIndexes(search.entity, name)
      await superuser.query(`set local enable_seqscan = off; set local app.brand_id = '019b0000-0000-7000-8000-000000000000'; set local role ${source?.owner}`)
      const use = await explainIndex(superuser, (source?.body ?? '').replace('terms', `'{a.b}'::text[]`), name)
      await superuser.query('rollback')
      expect(use.condition).toContain(index.columns[0])
    }
    expect(searched.length).toBeGreaterThan(0)
  })

  it('the look-up of a host before a brand is known enters its index', async () => {
    await superuser.query('begin')
    await superuser.query('set local enable_seqscan = off; set local role vg_owner')
    const { rows: [source] } = await superuser.query<{ body: string }>(`select prosrc as body from pg_proc where oid = 'platform.brand_of_host(text)'::regprocedure`)
    const { rows: [index] } = await superuser.query<{ name: string }>(`select indexname as name from pg_indexes where schemaname = 'platform' and indexdef like '%gin%'`)
    const use = await explainIndex(superuser, (source?.body ?? '').replaceAll(/\bhost\b/g, `'acme.test'::text`).replace('$1', `'acme.test'`), index?.name ?? '')
    await superuser.query('rollback')
    expect(use.condition).toContain('hosts')
  })
})
