import { describe, expect, it } from 'vitest'
import { FIELD_ANNOTATIONS, MODEL_ANNOTATIONS } from './annotation-forms.ts'
import { annotationOf, parseAnnotations } from './parse-annotations.ts'
import { collectProblems } from './problem.ts'

function parse(comment: string, forms = FIELD_ANNOTATIONS) {
  const { problems, report } = collectProblems()
  return { ...parseAnnotations(comment, forms, 'User.email', report), codes: problems.map(({ code }) => code) }
}

describe('parseAnnotations', () => {
  it('takes the sentence first and the annotations after it', () => {
    const { description, annotations, codes } = parse('Sign-in address,\nlower case. @pii(CONTACT, mask: EMAIL, lookup: true) @readonly')
    expect(description).toBe('Sign-in address, lower case.')
    expect(annotations.map(({ name }) => name)).toEqual(['pii', 'readonly'])
    expect(annotationOf({ description, annotations }, 'pii')?.bare).toEqual(['CONTACT'])
    expect([...annotationOf({ description, annotations }, 'pii')?.named ?? []]).toEqual([['mask', 'EMAIL'], ['lookup', 'true']])
    expect(codes).toEqual([])
  })

  it('leaves an @ inside a word to the description', () => {
    expect(parse('Shaped like a•••@example.org. @public').description).toBe('Shaped like a•••@example.org.')
  })

  it('keeps commas and parentheses of a quoted reason together', () => {
    expect(annotationOf(parse('x @public(reason: "an id, not a name (v7)")'), 'public')?.named.get('reason')).toBe('an id, not a name (v7)')
  })

  it('keeps the parentheses of SQL together', () => {
    const { annotations } = parse('x @sql(unique: a, b WHERE kind IN (\'A\', \'B\')) @internal', MODEL_ANNOTATIONS)
    expect(annotations.map(({ raw }) => raw)).toEqual(['unique: a, b WHERE kind IN (\'A\', \'B\')', ''])
  })

  it('allows a repeatable annotation twice and no other', () => {
    expect(parse('x @scope(BRAND) @scope(ORG)', MODEL_ANNOTATIONS).codes).toEqual([])
    expect(parse('x @public @public').codes).toEqual(['DUPLICATE_ANNOTATION'])
  })

  it.each([
    ['an annotation that does not exist', 'x @secret', 'UNKNOWN_ANNOTATION'],
    ['an annotation of models on a field', 'x @scope(BRAND)', 'UNKNOWN_ANNOTATION'],
    ['an argument that does not exist', 'x @pii(CONTACT, colour: RED)', 'UNKNOWN_ARGUMENT'],
    ['an argument given twice', 'x @pii(CONTACT, mask: NAME, mask: EMAIL)', 'MALFORMED_ANNOTATION'],
    ['a missing argument', 'x @pii', 'MALFORMED_ANNOTATION'],
    ['too many arguments', 'x @pii(CONTACT, MIXED)', 'MALFORMED_ANNOTATION'],
    ['text after the first annotation', 'x @public and more', 'MALFORMED_ANNOTATION'],
    ['an open parenthesis', 'x @pii(CONTACT', 'MALFORMED_ANNOTATION'],
    ['an open quote', 'x @public(reason: "why)', 'MALFORMED_ANNOTATION'],
  ])('refuses %s', (_, comment, code) => {
    expect(parse(comment).codes).toEqual([code])
  })
})
