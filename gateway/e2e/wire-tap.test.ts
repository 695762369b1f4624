import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { Column, Entity } from '../../schema/model.ts'
import { localEnvelope } from '../../schema/policy/local-envelope.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import { exposedColumns, exposedEntities } from '../../schema/sdl/exposed.ts'
import { principalOf } from '../fixture/claims-authenticator.ts'
import { claims } from '../fixture/claims.ts'
import { isRecord } from '../../schema/is-record.ts'
import { listAt } from './harness/at-path.ts'
import { personaNamed } from './harness/door.ts'
import { openWireTap } from './harness/wire-tap.ts'
import type { WireTap } from './harness/wire-tap.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

const PERSONAS = ['member', 'admin', 'billing-admin', 'support', 'support-lead', 'analyst', 'auditor', 'privacy-officer']
const ROWS = 20

let tap: WireTap
let world: World
let database: pg.Client
const figures = { values: 0, hidden: 0, revealed: 0, pseudonyms: 0 }

beforeAll(async () => {
  const { connectionFor, superuserUrl } = testDatabase()
  tap = await openWireTap(connectionFor)
  // the relay would carry records of reading past the tap
  world = await openWorld({ connectionFor: tap.connectionFor, isQuiet: true })
  database = await openClient(superuserUrl)
})
afterAll(async () => {
  await world.stop()
  await tap.close()
  await database.end()
  printFigure(`wire tap: ${figures.values} sensitive values of rows that were read; ${figures.hidden} hidden and not on the socket, ${figures.revealed} revealed and on it, ${figures.pseudonyms} sealed for a pseudonym`)
})

const sensitive = modules.flatMap((module) => exposedEntities(module).map((entity) => ({
  module: module.name, entity, columns: exposedColumns(entity).filter(({ label }) => !label.public),
}))).filter(({ columns }) => columns.length > 0)

interface Case {
  readonly entity: Entity
  readonly columns: readonly Column[]
}

/** Values as the columns hold them, of these rows; texts inside of JSON one by one. */
async function rawValues({ entity, columns }: Case, ids: readonly string[]): Promise<ReadonlyMap<string, readonly { readonly column: Column; readonly value: string }[]>> {
  const pairs = columns.map(({ name }) => `'${name}', ${name}`).join(', ')
  const { rows } = await database.query<{ id: string; row: Record<string, unknown> }>(`select id::text, json_build_object(${pairs}) as row from ${entity.schema}.${entity.table} where id = any ($1)`, [ids])
  return new Map(rows.map(({ id, row }) => [id, columns.flatMap((column) => textsIn(row[column.name]).map((value) => ({ column, value: value.replace(/\/(32|128)$/, '') })))]))
}

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : []
}

/** Long texts anywhere; short ones, which ids and numbers hold by chance, as a whole column or as a whole text of JSON. */
function isOn(wire: Buffer, value: string): boolean {
  const bytes = Buffer.from(value)
  if (bytes.length >= 8) return wire.includes(bytes) || wire.includes(Buffer.from(JSON.stringify(value).slice(1, -1)))
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes.length)
  return wire.includes(Buffer.concat([length, bytes])) || isValueOn(wire, Buffer.from(JSON.stringify(value)))
}

const COLON = 58

/** A text of JSON that is not the name of a property: names are no secrets, and `reason` is one. */
function isValueOn(wire: Buffer, text: Buffer): boolean {
  for (let at = wire.indexOf(text); at >= 0; at = wire.indexOf(text, at + 1)) {
    if (wire[at + text.length] !== COLON) return true
  }
  return false
}

/** Every raw value on the socket must be one that the answer shows, or stand behind a pseudonym; every value that it shows must be there. */
async function judge(what: Case, rows: readonly unknown[], wire: Buffer): Promise<readonly string[]> {
  const raw = await rawValues(what, rows.filter(isRecord).map((row) => String(row['id'])))
  const found = rows.filter(isRecord).flatMap((row) => (raw.get(String(row['id'])) ?? []).map((each) => ({ ...each, answer: row[each.column.field] })))
  const isSealed = ({ answer }: { readonly answer: unknown }): boolean => typeof answer === 'string' && answer.startsWith('psn_')
  // a name is part of a full name, and a user name of an e-mail address
  const open = [...rows.flatMap(textsIn), ...found.filter(isSealed).map(({ value }) => value)]
  return found.filter(({ value }) => value.length > 2).flatMap((each) => {
    const isShown = textsIn(each.answer).includes(each.value)
    figures.values++
    figures[isShown ? 'revealed' : isSealed(each) ? 'pseudonyms' : 'hidden']++
    const coordinate = `${what.entity.type}.${each.column.field}`
    if (isShown) return isOn(wire, each.value) ? [] : [`${coordinate}: shown, but the tap did not see it`]
    return !isOn(wire, each.value) || open.some((text) => text.includes(each.value)) ? [] : [`${coordinate}: on the socket, but not shown: ${each.value}`]
  })
}

describe('a raw value passes the socket of Postgres only where it is revealed', () => {
  it.each(PERSONAS)('to %s', async (as) => {
    const wrong: string[] = []
    for (const { entity, columns } of sensitive) {
      tap.received()
      const answer = await world.ask(`{ list: ${entity.plural}(first: ${ROWS}) { nodes { id ${columns.map(({ field }) => field).join(' ')} } } }`, { as })
      expect(answer.errors).toEqual([])
      wrong.push(...await judge({ entity, columns }, listAt(answer.data, 'list', 'nodes'), tap.received()))
    }
    expect(wrong).toEqual([])
  })

  it.each(PERSONAS)('to %s, asked for as entities of the federation', async (as) => {
    const wrong: string[] = []
    const holder = personaNamed(as)
    const principal = principalOf(claims.parse({ sub: holder.userId, jti: randomUUID(), exp: 0, veil: { ...holder, scopes: [] } }), undefined)
    for (const { module, entity, columns } of sensitive) {
      const { rows } = await database.query<{ id: string }>(`select id::text from ${entity.schema}.${entity.table} where brand_id::text = $1 order by id limit ${ROWS}`, [holder.brandId])
      const envelope = localEnvelope({ principal, policyVersion: policyVersion(), requestId: 'tap', operationHash: 'tap' })
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${entity.type} { id ${columns.filter(({ label }) => !label.public && label.category !== 'CREDENTIAL').map(({ field }) => field).join(' ')} } } }`
      tap.received()
      const answer = await world.subgraphs.find(({ name }) => name === module)?.execute({ query, variables: { r: rows.map(({ id }) => ({ __typename: entity.type, id })) }, envelope })
      expect(answer?.errors).toBeUndefined()
      wrong.push(...await judge({ entity, columns }, listAt(answer?.data, '_entities'), tap.received()))
    }
    expect(wrong).toEqual([])
  })

  it('which was tested with values of each kind', () => {
    expect(figures.hidden).toBeGreaterThan(1_000)
    expect(figures.revealed).toBeGreaterThan(100)
    expect(figures.pseudonyms).toBeGreaterThan(10)
  })
})

describe('the tap', () => {
  it('sees the value of a person who reads their own row, and only the mask where another reads it', async () => {
    const { userId } = personaNamed('member')
    const { rows: [user] } = await database.query<{ email: string }>('select email from identity.users where id = $1', [userId])
    const query = `{ user(id: "${userId}") { email } }`
    const seen = async (as: string): Promise<boolean> => {
      tap.received()
      await world.ask(query, { as })
      return tap.received().includes(Buffer.from(user?.email ?? ''))
    }
    expect(await seen('member')).toBe(true)
    expect(await seen('support')).toBe(false)
    expect(await seen('billing-admin')).toBe(false)
  })
})
