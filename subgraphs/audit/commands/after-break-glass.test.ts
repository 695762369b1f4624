import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../prisma/database/open-client.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { codesOf, payloadOf } from '../../engine/testing/command-world.ts'
import { emergencyRoom, wishFor, type EmergencyRoom, type Person, type Send } from '../testing/emergency-room.ts'

let room: EmergencyRoom

beforeAll(async () => { room = await emergencyRoom() })
afterAll(async () => {
  expect(room.faults()).toEqual([])
  await room.end()
})

const codes = async (command: string, input: Record<string, unknown>, send: Send = {}): Promise<readonly unknown[]> => codesOf(await room.send(command, input, send), command)
const end = (id: string, send: Send = {}, more: Record<string, unknown> = {}): Promise<readonly unknown[]> => codes('endBreakGlass', { id, ...more }, send)
const review = (id: string, as: Person): Promise<readonly unknown[]> => codes('reviewBreakGlass', { id, verdict: 'JUSTIFIED', note: 'As the ticket says' }, { as })
const open = (as: Person, more: Record<string, unknown> = {}): Promise<readonly unknown[]> => codes('breakGlass', wishFor(room.subject, more), { as })
const eventsOf = async (id: string): Promise<readonly unknown[]> => (await room.rows('audit.outbox', `aggregateid = '${id}'`)).map(({ type }) => String(type).split('.')[2])

describe('endBreakGlass', () => {
  it('is for the holder and those who review, once', async () => {
    const [mine, theirs] = [await room.open(), await room.open()]
    expect(await end(mine)).toEqual([])
    expect(await end(mine)).toEqual(['ILLEGAL_STATE'])
    expect(await end(theirs, { as: await room.person(['support_lead']) })).toEqual(['FORBIDDEN'])
    expect(await end(theirs, { as: room.auditor })).toEqual([])
    expect(await room.rows('audit.break_glass_grants', `id = '${theirs}'`)).toMatchObject([{ status: 'ENDED', ended_by_person_id: room.auditor.personId, row_version: 2 }])
    expect(await eventsOf(mine)).toEqual(['started', 'ended'])
  })

  it('ends the version that was seen, and no other', async () => {
    const id = await room.open()
    expect(await end(id, {}, { expectedVersion: 2 })).toEqual(['VERSION_CONFLICT'])
    expect(await end(id, {}, { expectedVersion: 1 })).toEqual([])
  })

  it('happens once, also when two people end it at the same moment', async () => {
    const id = await room.open()
    const ended = await withClient(testDatabase().superuserUrl, async (client) => {
      // all of them are under way before the first can go on
      await client.query(`begin; select 1 from audit.break_glass_grants where id = '${id}' for update`)
      const ending = [room.lead, room.officer, room.auditor].map((as) => end(id, { as }))
      await setTimeout(500)
      await client.query('rollback')
      return Promise.all(ending)
    })
    expect(ended.map(String).toSorted()).toEqual(['', 'ILLEGAL_STATE', 'ILLEGAL_STATE'])
    expect(await eventsOf(id)).toEqual(['started', 'ended'])
  })

  it('ends nothing whose time is over', async () => {
    const id = await room.open()
    await room.age(id, 2)
    expect(await end(id)).toEqual(['ILLEGAL_STATE'])
  })

  it('answers and records alike for a row that is hidden, one of another brand, and one that does not exist', async () => {
    const other = await emergencyRoom()
    const nobody = await room.person()
    const ids = [await room.open(), await other.open(), randomUUID()]
    await other.end()
    const answers = await Promise.all(ids.map((id) => room.send('endBreakGlass', { id }, { as: nobody })))
    expect(payloadOf(answers[0] ?? {}, 'endBreakGlass').userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'id'] }])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const denied = await Promise.all(ids.map((id) => room.rows('audit.audit_log', `event_type = 'audit.command.denied' and details->'ids'->>'id' = '${id}'`)))
    expect(denied.map((rows) => rows.map(({ details, entity_id }) => ({ details, entity_id })))).toEqual(
      ids.map((id) => [{ entity_id: null, details: { command: 'endBreakGlass', ids: { id }, _outcome: 'DENIED', _tier: 'ACCESS' } }]),
    )
  })

  it('records what it found out about a denied one for the brand alone', async () => {
    const id = await room.open()
    expect(await end(id, { as: await room.person(['support']) })).toEqual(['FORBIDDEN'])
    const [asked] = await room.rows('audit.audit_log', `details->'ids'->>'id' = '${id}'`)
    const resolved = await room.rows('audit.audit_log', `details->>'asked' = '${String(asked?.id)}'`)
    expect(resolved).toMatchObject([{ entity_type: 'BreakGlassGrant', entity_id: id, details: { code: 'FORBIDDEN', _tier: 'SYSTEM', _subjectPersonId: room.subject.personId } }])
  })
})

describe('reviewBreakGlass', () => {
  it('is for another person, of those who review, once it is over', async () => {
    const [id, own] = [await room.open(), await room.open({}, { as: room.officer })]
    expect(await review(id, room.officer)).toEqual(['ILLEGAL_STATE'])
    await room.age(id, 2)
    expect(await review(id, await room.person(['support_lead']))).toEqual(['FORBIDDEN'])
    expect(await review(own, room.officer)).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await review(id, room.officer)).toEqual([])
    expect(await review(id, room.auditor)).toEqual(['ILLEGAL_STATE'])
    expect(await room.rows('audit.break_glass_reviews', `grant_id = '${id}'`)).toMatchObject([{ reviewer_person_id: room.officer.personId, verdict: 'JUSTIFIED' }])
    expect(await room.rows('audit.break_glass_grants', `id = '${id}'`)).toMatchObject([{ status: 'EXPIRED' }])
    expect(await eventsOf(id)).toEqual(['started', 'ended', 'reviewed'])
  })

  it('keeps what was found out of every record', async () => {
    const id = await room.open()
    await end(id)
    await review(id, room.officer)
    const records = await room.rows('audit.audit_log', `details->>'command' = 'reviewBreakGlass'`)
    expect(records.map(({ entity_type: type }) => type)).toContain('BreakGlassReview')
    expect(JSON.stringify(records)).not.toContain('As the ticket says')
  })
})

describe('an overdue review', () => {
  const overdue = async (): Promise<{ readonly holder: Person; readonly id: string }> => {
    const holder = await room.person(['support_lead'])
    const id = await room.open({}, { as: holder })
    await room.age(id, 25)
    return { holder, id }
  }

  it('stands in the way of the next access, and of nobody else', async () => {
    const { holder, id } = await overdue()
    expect(await open(holder)).toEqual(['REVIEW_OVERDUE'])
    expect(await open(await room.person(['support_lead']))).toEqual([])
    expect(await review(id, room.officer)).toEqual([])
    expect(await open(holder)).toEqual([])
  })

  it('lets one further access through, which another person has to sign', async () => {
    const { holder } = await overdue()
    expect(await open(holder, { coSignerId: holder.personId })).toEqual(['FOUR_EYES_REQUIRED'])
    const further = await room.open({ coSignerId: room.officer.personId }, { as: holder })
    expect(await eventsOf(further)).toEqual([])
    expect(await open(holder, { coSignerId: room.officer.personId })).toEqual(['REVIEW_OVERDUE'])
    expect(await codes('coSignBreakGlass', { id: further }, { as: holder })).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await codes('coSignBreakGlass', { id: further }, { as: await room.person(['privacy_officer']) })).toEqual(['FOUR_EYES_REQUIRED'])
    expect(await codes('coSignBreakGlass', { id: further }, { as: room.auditor })).toEqual(['FORBIDDEN'])
    expect(await codes('coSignBreakGlass', { id: further }, { as: room.officer })).toEqual([])
    expect(await codes('coSignBreakGlass', { id: further }, { as: room.officer })).toEqual(['ILLEGAL_STATE'])
    expect(await eventsOf(further)).toEqual(['co_signed', 'started'])
    expect(await room.rows('audit.break_glass_grants', `id = '${further}'`)).toMatchObject([{ co_signed_by_person_id: room.officer.personId }])
    expect(await open(holder, { coSignerId: room.officer.personId })).toEqual(['REVIEW_OVERDUE'])
  })

  it('lets one through of two that are asked for at the same moment', async () => {
    const { holder, id } = await overdue()
    // nothing of it is left to be locked
    await room.alter(`update audit.break_glass_grants set status = 'EXPIRED' where id = '${id}'`)
    const asked = await Promise.all([1, 2, 3].map(() => open(holder, { coSignerId: room.officer.personId })))
    expect(asked.map(String).toSorted()).toEqual(['', 'REVIEW_OVERDUE', 'REVIEW_OVERDUE'])
  })
})
