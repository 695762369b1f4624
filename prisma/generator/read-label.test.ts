import { describe, expect, it } from 'vitest'
import type { Label } from '../../schema/model.ts'
import { fixtureEntity, problemsAfter } from './fixture.ts'

function labelOf(type: string, field: string, find?: string, replacement?: string): Label | undefined {
  return fixtureEntity(type, find, replacement).columns.find(column => column.field === field)?.label
}

const NAME = 'How the person is called. @pii(CONTACT)'

describe('readLabel', () => {
  it('gives a contact the mask that its name asks for', () => {
    expect(labelOf('Person', 'displayName')).toMatchObject({ category: 'CONTACT', level: 'PII', mask: 'NAME' })
    expect(labelOf('Person', 'contactEmail')).toMatchObject({ category: 'CONTACT', mask: 'EMAIL', lookup: true, pseudonym: true })
  })

  it('derives the level from the category', () => {
    expect(labelOf('User', 'passwordHash')).toMatchObject({ level: 'CATASTROPHIC', mask: 'FIXED' })
    expect(labelOf('SubscriptionNote', 'body')).toMatchObject({ level: 'PUBLIC', category: 'FREE_TEXT', mask: 'TEXT' })
  })

  it('gives an address the mask of its type', () => {
    expect(labelOf('Organization', 'allowedIps')).toMatchObject({ mask: 'IP' })
  })

  it('names the redacted sibling with the version of the detectors', () => {
    expect(labelOf('Person', 'bio')).toMatchObject({ redacted: { column: 'bio_redacted', versionColumn: 'redaction_version' } })
  })

  it('keeps the rights of the own organization and of the brand', () => {
    expect(labelOf('Organization', 'name')).toMatchObject({ ownOrganization: true })
    expect(labelOf('AuditEntry', 'chainSeq')).toEqual({ public: true, scope: 'BRAND' })
  })

  it('says whose value it is where it is not the row\'s', () => {
    const label = labelOf('User', 'passwordHash', 'argon2id. @pii(CREDENTIAL)', 'argon2id. @pii(CREDENTIAL, subject: person.mergedIntoPersonId)')
    expect(label).toMatchObject({ subject: { kind: 'PERSON', owner: { path: ['person'], column: 'merged_into_person_id' } } })
  })

  it.each([
    ['no label', 'How the person is called.', 'UNCLASSIFIED_COLUMN'],
    ['two labels', 'How the person is called. @public(reason: "x") @pii(CONTACT)', 'CONTRADICTORY_CLASSIFICATION'],
    ['a category that does not exist', 'How the person is called. @pii(SECRET)', 'MALFORMED_ANNOTATION'],
    ['a mask that does not exist', 'How the person is called. @pii(CONTACT, mask: STARS)', 'MALFORMED_ANNOTATION'],
    ['a flag that is neither said nor left out', 'How the person is called. @pii(CONTACT, lookup: no)', 'MALFORMED_ANNOTATION'],
    ['a redacted sibling that does not exist', 'How the person is called. @pii(CONTACT, redacted: nameRedacted)', 'UNKNOWN_COLUMN'],
    ['a subject that does not exist', 'How the person is called. @pii(CONTACT, subject: ownerId)', 'UNKNOWN_COLUMN'],
    ['a column without a sentence for people', '@pii(CONTACT)', 'MISSING_DESCRIPTION'],
  ])('refuses %s', (_, comment, code) => {
    expect(problemsAfter(NAME, comment)).toEqual([`${code} Person.displayName`])
  })
})
