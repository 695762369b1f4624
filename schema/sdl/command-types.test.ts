import { expect, it } from 'vitest'
import { contractOf } from '../lint/contract.ts'
import { lintContracts } from '../lint/lints.ts'
import { commandTypes, type CommandContract } from './command-types.ts'
import { fixtureModules } from './fixture.ts'
import { printModule } from './print-module.ts'

const billing = (() => {
  const metadata = fixtureModules.find(({ name }) => name === 'billing')
  if (metadata === undefined) throw new Error('The fixture has no billing.')
  return metadata
})()

const id = { description: 'Which.', type: 'ID', isRequired: true, reads: ['Invoice.id'] }
const memo = { description: 'Why.', type: 'String', isRequired: false, writes: 'Invoice.memo', reads: [] }
const voidInvoice: CommandContract = {
  name: 'voidInvoice', description: 'Closes it.', entity: 'Invoice', changes: 'id', input: { id, memo }, secrets: { receipt: 'Shown once.' },
}

const sdlOf = (...commands: readonly CommandContract[]): string =>
  printModule({ metadata: billing, question: 'Who pays?', handWritten: commandTypes(commands, billing), modules: fixtureModules })

const findingsIn = (sdl: string): readonly string[] => lintContracts(fixtureModules.map(metadata => (metadata === billing
  ? contractOf('billing', sdl)
  : contractOf(metadata.name, printModule({ metadata, question: 'Why?', handWritten: '', modules: fixtureModules })))))
  .map(({ code, at }) => `${code} ${at}`)

it('prints a command as a field, an input and a payload', () => {
  expect(commandTypes([voidInvoice], billing)).toMatchInlineSnapshot(`
    "extend type Mutation {
      "Closes it."
      voidInvoice(input: VoidInvoiceInput!): VoidInvoicePayload! @sensitivity(reads: [], scope: [SELF])
    }

    """What voidInvoice takes."""
    input VoidInvoiceInput {
      "Which."
      id: ID! @sensitivity(reads: ["Invoice.id"], scope: [SELF])
      "Why."
      memo: String @sensitivity(category: FREE_TEXT, mask: TEXT, subject: "none", reads: [], scope: [SELF])
      "The version that the caller has seen; another one is a conflict."
      expectedVersion: Int @sensitivity(reads: [], scope: [SELF])
      "Makes a repeated request harmless: 8 to 128 characters, new for every intention. May be sent as the header Idempotency-Key instead."
      idempotencyKey: String @sensitivity(reads: [], scope: [SELF])
    }

    """What voidInvoice answers."""
    type VoidInvoicePayload @sensitivity(reads: [], scope: [SELF]) {
      "The row afterwards, as the caller sees it; null where nothing was done."
      invoice: Invoice
      "Shown once."
      receipt: String
      "Why nothing was done; empty where it was."
      userErrors: [UserError!]!
      "The request was done before; this is its answer, read again."
      replayed: Boolean!
    }"
  `)
})

it('prints nothing for a module that only answers', () => {
  expect(commandTypes([], billing)).toBe('')
  expect(sdlOf()).not.toContain('Mutation')
})

it('passes the lints, because every argument says what it is', () => {
  expect(findingsIn(sdlOf(voidInvoice))).toEqual([])
})

it('is judged like what people write: a member that says nothing is found', () => {
  const sdl = sdlOf(voidInvoice)
  const withoutLabel = (line: RegExp): readonly string[] => findingsIn(sdl.replace(line, '$1'))
  expect(withoutLabel(/( {2}memo: String) @sensitivity\([^)]*reads: \[\][^)]*\)/)).toEqual(['L8 VoidInvoiceInput.memo', 'L12 VoidInvoiceInput.memo'])
  expect(withoutLabel(/( {2}id: ID!) @sensitivity\([^)]*\)(?=\n {2}"Why\.")/)).toEqual(['L12 VoidInvoiceInput.id'])
  expect(withoutLabel(/(type VoidInvoicePayload) @sensitivity\([^)]*\)/)).toEqual(expect.arrayContaining(['L8 VoidInvoicePayload.receipt', 'L12 VoidInvoicePayload.receipt']))
  expect(withoutLabel(/(voidInvoice\(input: VoidInvoiceInput!\): VoidInvoicePayload!) @sensitivity\([^)]*\)/)).toEqual(['L12 Mutation.voidInvoice'])
})

it('refuses a column or a type that the module does not have', () => {
  expect(() => commandTypes([{ ...voidInvoice, input: { memo: { ...memo, writes: 'Invoice.nothing' } } }], billing)).toThrow('writes Invoice.nothing')
  expect(() => commandTypes([{ ...voidInvoice, entity: 'User' }], billing)).toThrow('returns User')
})
