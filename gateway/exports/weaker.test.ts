import { describe, expect, it } from 'vitest'
import type { Principal } from '../../schema/policy/principal.ts'
import { isStillShown, meetOf, withheldPaths } from './export-decisions.ts'
import { rightsCover } from './rights-cover.ts'
import { withhold } from './withhold.ts'

const EMAIL = 'users.nodes.email User.email'
const NAME = 'users.nodes.orgs.nodes.name Organization.name'

describe('the meet of what was decided and what is', () => {
  it('is the weaker one, and nothing where the two cannot be compared', () => {
    expect(meetOf({ [EMAIL]: 'MASK', [NAME]: 'ROW' }, { [EMAIL]: 'REVEAL', [NAME]: 'ROW' })).toEqual({ [EMAIL]: 'MASK', [NAME]: 'ROW' })
    expect(meetOf({ [EMAIL]: 'MASK' }, { [EMAIL]: 'PSEUDONYM' })).toEqual({ [EMAIL]: 'REDACT' })
    expect(meetOf({ [EMAIL]: 'ROW' }, { [EMAIL]: 'MASK' })).toEqual({ [EMAIL]: 'REDACT' })
    expect(meetOf({ [EMAIL]: 'REDACT' }, {})).toEqual({ [EMAIL]: 'REDACT' })
  })

  it('withholds what would be shown stronger now, in lists too', () => {
    const now = { [EMAIL]: 'MASK', [NAME]: 'MASK' } as const
    const paths = withheldPaths(now, meetOf({ [EMAIL]: 'REDACT', [NAME]: 'REDACT' }, now))
    expect(paths).toEqual([['email'], ['orgs', 'nodes', 'name']])
    expect(withhold({ id: 1, email: 'a•••', orgs: { nodes: [{ name: 'A•••', id: 2 }, null] } }, paths)).toEqual({ id: 1, email: null, orgs: { nodes: [{ name: null, id: 2 }, null] } })
  })

  it('shows a file no more whose decisions would be weaker now', () => {
    expect(isStillShown({ [EMAIL]: 'MASK' }, { [EMAIL]: 'MASK' })).toBe(true)
    expect(isStillShown({ [EMAIL]: 'REDACT' }, { [EMAIL]: 'MASK' })).toBe(true)
    for (const weaker of ['REDACT', 'REFUSE', 'PSEUDONYM', 'ROW'] as const) expect(isStillShown({ [EMAIL]: 'MASK' }, { [EMAIL]: weaker })).toBe(false)
    expect(isStillShown({ [EMAIL]: 'MASK' }, {})).toBe(false)
    // a column that was public then, and one whose rows are chosen by another rule now
    expect(isStillShown({}, { [EMAIL]: 'MASK' })).toBe(false)
    expect(isStillShown({ [`${EMAIL} ALL`]: 'ROW' }, { [`${EMAIL} SELF`]: 'ROW' })).toBe(false)
    expect(withheldPaths({ [`${EMAIL} SELF`]: 'ROW' }, meetOf({ [`${EMAIL} ALL`]: 'ROW' }, { [`${EMAIL} SELF`]: 'ROW' }))).toEqual([['email']])
  })
})

const then: Principal = {
  kind: 'PERSON', brandId: 'b', id: 'u', personId: 'p', userId: 'u', clearances: ['analyst'], scopes: [], purposes: [], purpose: 'SERVICE', brandPermissions: ['billing.*'],
  assignments: [{ clearance: 'admin', orgId: 'o', permissions: ['organization.*'] }, { clearance: 'member', workspaceId: 'w', permissions: ['support.ticket.read'] }],
}

describe('rights', () => {
  it.each([
    ['the same', {}],
    ['more clearances', { clearances: ['auditor', 'analyst'] }],
    ['another place besides', { assignments: [...then.assignments, { clearance: 'admin', orgId: 'p', permissions: ['*'] }] }],
    ['wider patterns', { brandPermissions: ['*'] }],
  ] as const)('cover what was held: %s', (_, more) => {
    expect(rightsCover({ ...then, ...more }, then)).toBe(true)
  })

  it.each([
    ['somebody else', { id: 'v' }],
    ['another brand', { brandId: 'c' }],
    ['no clearance', { clearances: [] }],
    ['a lower ceiling', { scopes: ['billing.*'] }],
    ['narrower patterns', { brandPermissions: ['billing.invoice.read'] }],
    ['one place less', { assignments: then.assignments.slice(1) }],
    ['another clearance in the place', { assignments: [{ clearance: 'member', orgId: 'o', permissions: ['organization.*'] }, ...then.assignments.slice(1)] }],
    ['less in the place', { assignments: [{ clearance: 'admin', orgId: 'o', permissions: ['organization.workspace.read'] }, ...then.assignments.slice(1)] }],
  ] as const)('do not cover it: %s', (_, less) => {
    expect(rightsCover({ ...then, ...less }, then)).toBe(false)
  })

  it('keep a ceiling that was there', () => {
    const narrow = { ...then, scopes: ['billing.*'] }
    expect(rightsCover(then, narrow)).toBe(true)
    expect(rightsCover(narrow, narrow)).toBe(true)
    expect(rightsCover({ ...then, scopes: ['billing.invoice.read'] }, narrow)).toBe(false)
  })
})
