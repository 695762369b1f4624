import { describe, expect, it } from 'vitest'
import { awaitsCoSignature, grantTimes, isRunning, nextGrant, type OpenReview } from './break-glass-rules.ts'

const NOW = new Date('2026-06-30T12:00:00Z')
const HOUR = 3_600_000
const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR)

const grant = (startsAt: Date, coSignature: Partial<OpenReview> = {}): OpenReview =>
  ({ startsAt, reviewDueAt: new Date(startsAt.getTime() + 24 * HOUR), coSignerPersonId: null, coSignedByPersonId: null, ...coSignature })

describe('the next emergency access', () => {
  it('is free while no review is overdue', () => {
    expect(nextGrant([], NOW)).toBe('FREE')
    expect(nextGrant([grant(at(-23)), grant(at(-1))], NOW)).toBe('FREE')
  })

  it('needs a second person from the moment on in which a review is overdue', () => {
    expect(nextGrant([grant(at(-24))], NOW)).toBe('CO_SIGNED')
    expect(nextGrant([grant(new Date(at(-24).getTime() + 1))], NOW)).toBe('FREE')
  })

  it('has to wait once one further was given, signed or not', () => {
    expect(nextGrant([grant(at(-30)), grant(at(-2), { coSignerPersonId: 'b', coSignedByPersonId: 'b' })], NOW)).toBe('AFTER_REVIEW')
    expect(nextGrant([grant(at(-30)), grant(at(-2), { coSignerPersonId: 'b' })], NOW)).toBe('AFTER_REVIEW')
  })

  it('does not count one that was co-signed before any review was overdue', () => {
    expect(nextGrant([grant(at(-30)), grant(at(-20), { coSignerPersonId: 'b', coSignedByPersonId: 'b' })], NOW)).toBe('CO_SIGNED')
  })

  it('does not wait for the review of what was never in force', () => {
    expect(nextGrant([grant(at(-30), { coSignerPersonId: 'b' })], NOW)).toBe('FREE')
  })
})

describe('a grant', () => {
  it('lasts for its minutes and is due for review a day after its start', () => {
    expect(grantTimes(NOW, 15)).toEqual({ startsAt: NOW, expiresAt: new Date('2026-06-30T12:15:00Z'), reviewDueAt: new Date('2026-07-01T12:00:00Z') })
  })

  it('runs until its end, exclusive', () => {
    expect(isRunning({ status: 'ACTIVE', expiresAt: new Date(NOW.getTime() + 1) }, NOW)).toBe(true)
    expect(isRunning({ status: 'ACTIVE', expiresAt: NOW }, NOW)).toBe(false)
    expect(isRunning({ status: 'ENDED', expiresAt: at(1) }, NOW)).toBe(false)
  })

  it('waits for the one who was named to co-sign', () => {
    expect(awaitsCoSignature({ coSignerPersonId: null, coSignedByPersonId: null })).toBe(false)
    expect(awaitsCoSignature({ coSignerPersonId: 'b', coSignedByPersonId: null })).toBe(true)
    expect(awaitsCoSignature({ coSignerPersonId: 'b', coSignedByPersonId: 'b' })).toBe(false)
  })
})
