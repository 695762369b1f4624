import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyCapability } from '../../../schema/policy/capability.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { isObject } from '../../engine/read/decode.ts'
import { codesOf, payloadOf } from '../../engine/testing/command-world.ts'
import { fixtureKeys } from '../../engine/testing/fixture-subgraph.ts'
import { emergencyRoom, wishFor, type EmergencyRoom, type Send } from '../testing/emergency-room.ts'

let room: EmergencyRoom

beforeAll(async () => { room = await emergencyRoom() })
afterAll(async () => {
  expect(room.faults()).toEqual([])
  await room.end()
})

const selection = '{ capability breakGlassGrant { id status purpose } userErrors { code path } replayed }'
const codes = async (more: Record<string, unknown>, send: Send = {}): Promise<readonly unknown[]> => codesOf(await room.send('breakGlass', wishFor(room.subject, more), send), 'breakGlass')
const grantsOf = (person: Principal): Promise<readonly unknown[]> => room.rows('audit.break_glass_grants', `principal_person_id = '${person.personId}'`)

describe('breakGlass', () => {
  it('gives access at once, proved by a capability', async () => {
    const payload = payloadOf(await room.send('breakGlass', wishFor(room.subject), { selection }), 'breakGlass')
    expect(payload).toMatchObject({ breakGlassGrant: { status: 'ACTIVE', purpose: 'SECURITY' }, userErrors: [], replayed: false })
    const grant = isObject(payload.breakGlassGrant) ? payload.breakGlassGrant : {}
    const capability = verifyCapability(fixtureKeys.envelope, String(payload.capability), Date.now())
    expect(capability).toMatchObject({
      grantId: grant.id, brandId: room.brandId, principalId: room.lead.id, purpose: 'SECURITY', categories: ['CONTACT', 'ONLINE_IDENTIFIER'],
      subject: { kind: 'PERSON', personId: room.subject.personId, userId: room.subject.userId },
    })
    expect((capability?.exp ?? 0) - Date.now()).toBeGreaterThan(14 * 60_000)
  })

  it('is told to others by ids and public values, and recorded without what people typed', async () => {
    const id = await room.open()
    const [event] = await room.rows('audit.outbox', `aggregateid = '${id}'`)
    expect(event).toMatchObject({
      type: 'audit.break_glass.started.v1', destination: 'events', aggregatetype: 'BreakGlassGrant',
      payload: {
        aggregateVersion: 1, actor: { type: 'PERSON', id: room.lead.personId }, requestId: 'r1',
        data: { principalPersonId: room.lead.personId, subjectPersonId: room.subject.personId, categories: ['CONTACT', 'ONLINE_IDENTIFIER'], purpose: 'SECURITY', coSignedByPersonId: null },
      },
    })
    const [record] = await room.rows('audit.audit_log', `entity_id = '${id}'`)
    expect(record).toMatchObject({
      event_type: 'audit.break_glass.started', entity_type: 'BreakGlassGrant', actor_type: 'PERSON', actor_id: room.lead.personId, request_id: 'r1',
      details: {
        command: 'breakGlass', before: {}, _tier: 'ACCESS', _subjectPersonId: room.subject.personId, _piiCategories: ['FREE_TEXT'],
        after: { purpose: 'SECURITY', reason: expect.stringMatching(/^hmac:[0-9a-f]{16}$/), ticketReference: expect.stringMatching(/^hmac:/) },
      },
    })
    expect(JSON.stringify([event, record])).not.toMatch(/takeover|INC-7/)
    expect(await room.rows('audit.outbox', `id = '${String(record?.id)}'`)).toMatchObject([{ destination: 'audit', aggregatetype: 'AuditLog', aggregateid: room.brandId }])
  })

  it.each([
    ['a reason that is too short', { reason: 'because I have to  ' }, ['VALIDATION_FAILED']],
    ['a reason with personal data', { reason: 'Please look at jane.doe@example.com at once' }, ['REASON_HAS_PII']],
    ['a ticket with personal data', { ticket: 'call +49 30 1234567' }, ['REASON_HAS_PII']],
    ['no category', { categories: [] }, ['VALIDATION_FAILED']],
    ['credentials', { categories: ['CREDENTIAL'] }, ['VALIDATION_FAILED']],
    ['an hour and a minute', { minutes: 61 }, ['VALIDATION_FAILED']],
    ['no time at all', { minutes: 0 }, ['VALIDATION_FAILED']],
    ['a purpose that the token does not list', { purpose: 'MARKETING' }, ['PURPOSE_NOT_ALLOWED']],
    ['no subject', { subjectPersonId: null }, ['VALIDATION_FAILED']],
    ['two subjects', { subjectEntityType: 'BillingProfile', subjectEntityId: randomUUID() }, ['VALIDATION_FAILED']],
    ['an entity that has a person for its subject', { subjectPersonId: null, subjectEntityType: 'User', subjectEntityId: randomUUID() }, ['VALIDATION_FAILED']],
    ['an entity that nobody has', { subjectPersonId: null, subjectEntityType: 'BreakGlassReview', subjectEntityId: randomUUID() }, ['NOT_FOUND']],
    ['a co-signer whom nobody knows', { coSignerId: randomUUID() }, ['NOT_FOUND']],
  ])('takes no %s', async (_name, more, expected) => {
    const before = await grantsOf(room.lead)
    expect(await codes(more)).toEqual(expected)
    expect(await grantsOf(room.lead)).toEqual(before)
  })

  it('says which member is meant and what to do, in constant words', async () => {
    const answer = await room.send('breakGlass', wishFor(room.subject, { reason: 'Please look at jane.doe@example.com at once' }))
    expect(payloadOf(answer, 'breakGlass').userErrors).toEqual([{ code: 'REASON_HAS_PII', message: 'Write the reason without personal data.', path: ['input', 'reason'] }])
    expect(JSON.stringify(answer)).not.toContain('jane')
  })

  it('is for support leads and privacy officers in person, whatever else somebody holds', async () => {
    const { person, lead } = room
    const nobody: readonly Principal[] = [
      await person(['support']), await person(['analyst']), await person(['auditor']), await person(), { ...lead, brandPermissions: [] }, { ...lead, scopes: ['billing.*'] },
      { ...lead, kind: 'SERVICE_ACCOUNT' }, { ...lead, kind: 'ANONYMOUS' },
      { ...lead, onBehalfOf: { id: 'x', personId: room.officer.personId, clearances: ['support_lead'], assignments: [], brandPermissions: ['*'], scopes: [] } },
    ]
    for (const as of nobody) expect(await codes({}, { as })).toEqual(['FORBIDDEN'])
    expect(await codes({}, { as: room.officer })).toEqual([])
  })

  it('answers in the same bytes for a person who is hidden and one who does not exist', async () => {
    const [elsewhere] = await room.rows('identity.persons', 'false').then(() => [randomUUID()])
    const answers = await Promise.all([room.send('breakGlass', wishFor(room.subject, { subjectPersonId: elsewhere })), room.send('breakGlass', wishFor(room.subject, { subjectPersonId: randomUUID() }))])
    expect(answers.map((answer) => codesOf(answer, 'breakGlass'))).toEqual([['NOT_FOUND'], ['NOT_FOUND']])
    expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]))
  })

  it('marks earlier accesses whose time is over, and tells of their end', async () => {
    const holder = await room.person(['support_lead'])
    const first = await room.open({}, { as: holder })
    await room.age(first, 2)
    await room.open({}, { as: holder })
    expect(await room.rows('audit.break_glass_grants', `id = '${first}'`)).toMatchObject([{ status: 'EXPIRED', ended_at: null }])
    expect((await room.rows('audit.outbox', `aggregateid = '${first}'`)).map(({ type }) => type)).toEqual(['audit.break_glass.started.v1', 'audit.break_glass.ended.v1'])
  })
})

describe('a repeated request', () => {
  it('does nothing again, reads the row anew and does not show the capability', async () => {
    const as = await room.person(['support_lead'])
    const key = randomUUID()
    const first = payloadOf(await room.send('breakGlass', wishFor(room.subject), { as, key, selection }), 'breakGlass')
    const again = payloadOf(await room.send('breakGlass', wishFor(room.subject), { as, key, selection }), 'breakGlass')
    expect(again).toEqual({ ...first, replayed: true, capability: null, userErrors: [{ code: 'SECRET_NOT_REPLAYABLE', path: null }] })
    expect(await grantsOf(as)).toHaveLength(1)
  })

  it('is done once, also when both arrive at the same moment', async () => {
    const as = await room.person(['support_lead'])
    const key = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => room.send('breakGlass', wishFor(room.subject), { as, key, selection })))
    const payloads = answers.map((answer) => payloadOf(answer, 'breakGlass'))
    expect(payloads.map(({ replayed }) => replayed).toSorted()).toEqual([false, true, true])
    expect(new Set(payloads.map(({ breakGlassGrant: grant }) => JSON.stringify(grant))).size).toBe(1)
    expect(await grantsOf(as)).toHaveLength(1)
  })

  it('shows nothing of a row that the caller no longer sees', async () => {
    const as = await room.person(['support_lead'])
    const key = randomUUID()
    const id = await room.open({}, { as, key })
    await room.alter(`update audit.break_glass_grants set principal_person_id = '${room.officer.personId}' where id = '${id}'`)
    const demoted: Principal = { ...as, clearances: [], brandPermissions: [] }
    expect(payloadOf(await room.send('breakGlass', wishFor(room.subject), { as: demoted, key }), 'breakGlass')).toMatchObject({ breakGlassGrant: null, replayed: true })
  })

  it('with another input is a conflict, and with the key of somebody else its own', async () => {
    const key = randomUUID()
    await room.open({}, { key })
    expect(await codes({ minutes: 16 }, { key })).toEqual(['IDEMPOTENCY_CONFLICT'])
    expect(await codes({ minutes: 16 }, { key, as: room.officer })).toEqual([])
  })

  it('without a key is refused, and so is one with a key of the wrong length', async () => {
    expect(await codes({}, { key: null })).toEqual(['IDEMPOTENCY_KEY_REQUIRED'])
    expect(await codes({ idempotencyKey: randomUUID() }, { key: null })).toEqual(['IDEMPOTENCY_KEY_REQUIRED'])
    expect(await codes({}, { key: 'short' })).toEqual(['VALIDATION_FAILED'])
  })

  it('under the same envelope is refused, whatever came of the first', async () => {
    for (const more of [{}, { subjectPersonId: randomUUID() }]) {
      const request = room.request('breakGlass', wishFor(room.subject, more))
      await room.execute(request)
      expect(codesOf(await room.execute(request), 'breakGlass')).toEqual(['UNAUTHENTICATED'])
    }
  })
})
