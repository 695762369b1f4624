import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { DETECTORS_VERSION } from '../../schema/policy/detectors.ts'
import { redactedCopies, withCopies } from './redacted-copies.ts'

const copies = [
  { text: 'subject', copy: 'subjectRedacted', version: 'redactionVersion' },
  { text: 'body', copy: 'bodyRedacted', version: 'redactionVersion' },
]

describe('copies of texts', () => {
  it('stand beside every text whose label names one', () => {
    const all = modules.flatMap(({ entities }) => entities).flatMap((entity) => redactedCopies(entity).map(({ text, copy, version }) => [`${entity.type}.${text}`, copy, version]))
    expect(all).toEqual(expect.arrayContaining([['User.bio', 'bioRedacted', 'redactionVersion'], ['SupportTicket.body', 'bodyRedacted', 'redactionVersion']]))
  })

  it('are made together, so that one version is true of all of them', () => {
    expect(withCopies(copies, { subject: 'To a@example.org' }, { subject: 'old', body: 'From b@example.org' })).toEqual({
      subject: 'To a@example.org', subjectRedacted: 'To ‹email›', bodyRedacted: 'From ‹email›', redactionVersion: DETECTORS_VERSION,
    })
  })

  it('stay as they are where no text changes', () => {
    expect(withCopies(copies, { status: 'OPEN' })).toEqual({ status: 'OPEN' })
  })

  it('are empty where the text is', () => {
    expect(withCopies(copies, { subject: null, body: 'x' })).toMatchObject({ subjectRedacted: null, bodyRedacted: 'x' })
  })
})
