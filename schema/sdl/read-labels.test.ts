import { expect, it } from 'vitest'
import { fixtureModules } from './fixture.ts'
import { printModule } from './print-module.ts'
import { labelsOf } from './read-labels.ts'

const sdlOf = (name: string): string => {
  const metadata = fixtureModules.find(module => module.name === name)
  if (metadata === undefined) throw new Error(`The fixture has no module ${name}.`)
  return printModule({ metadata, question: 'Why?', handWritten: '', modules: fixtureModules })
}

it('reads the label of an output field, which names itself', () => {
  expect(labelsOf(sdlOf('identity')).get('User.email')).toEqual({
    level: 'PII', category: 'CONTACT', mask: 'EMAIL', subject: 'personId', lookup: true, pseudonym: true, reads: ['User.email'], scope: [],
  })
})

it('leads from a member of a filter and of an order to the output coordinate', () => {
  const labels = labelsOf(sdlOf('billing'))
  expect(labels.get('InvoiceFilter.billToEmail')?.reads).toEqual(['Invoice.billToEmail'])
  expect(labels.get('InvoiceOrderField.BILL_TO_LEGAL_ENTITY')?.reads).toEqual(['Invoice.billToLegalEntity'])
})

it('has no entry for what is public, and one with the scope for what is public to brand-wide readers', () => {
  const labels = labelsOf(sdlOf('billing'))
  expect(labels.has('Invoice.status')).toBe(false)
  expect(labels.get('InvoiceLineItem.externalDigest')).toMatchObject({ level: 'PUBLIC', scope: ['BRAND'], reads: ['InvoiceLineItem.externalDigest'] })
  expect(labels.get('InvoiceLineItemFilter.externalDigest')).toMatchObject({ scope: ['BRAND'], reads: ['InvoiceLineItem.externalDigest'] })
})

it('reads the label of an argument, and gives the label of a type to its fields', () => {
  const labels = labelsOf(`
    type Query { bySlug(slug: String! @sensitivity(reads: ["W.slug"], scope: [ORG])): W }
    type W @sensitivity(reads: ["A.b"], scope: [SELF]) { a: String  b: String @sensitivity(category: CONTACT) }
  `)
  expect(labels.get('Query.bySlug(slug:)')?.reads).toEqual(['W.slug'])
  expect(labels.get('W.a')).toMatchObject({ reads: ['A.b'], scope: ['SELF'] })
  expect(labels.get('W.b')).toMatchObject({ category: 'CONTACT', reads: ['W.b'] })
})

it('refuses a word that it does not know, since silence would mean public', () => {
  expect(() => labelsOf('type A { b: String @sensitivity(category: SHOE_SIZE) }')).toThrow('Unknown word "SHOE_SIZE"')
})

it('reads a graph without labels as one without sensitive members', () => {
  expect(labelsOf('type Query { a: String }').size).toBe(0)
})
