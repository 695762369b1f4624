import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { fixtureGraph } from './fixture/fixture-graph.ts'
import { ownSupergraph } from './supergraph.ts'
import { labelMap } from './sensitivity/label-map.ts'

const { supergraphSdl, contracts } = fixtureGraph({ current: 1, keys: new Map() })

describe('our own supergraph', () => {
  it('is taken when every field is promised by a module', () => {
    const { isForeign, labels } = ownSupergraph(supergraphSdl, { modules: [], contracts })
    expect(isForeign).toBe(false)
    expect(labels.get('User.lastIp')).toMatchObject([{ coordinate: 'User.lastIp', label: { category: 'ONLINE_IDENTIFIER' } }])
  })

  it('is refused when a field came from anywhere else, because it would count as public', () => {
    const planted = supergraphSdl.replace('  name: String!', '  name: String!\n  taxNumber: String')
    expect(planted).not.toBe(supergraphSdl)
    expect(() => ownSupergraph(planted, { modules: [], contracts })).toThrow('User.taxNumber')
  })
})

describe('the labels of a graph', () => {
  const sdl = `
    type Query { people(text: String @sensitivity(reads: ["A.name", "A.code"])): A }
    type A { name: String @sensitivity(category: CONTACT, mask: NAME, subject: "none") code: String @sensitivity(scope: [BRAND]) open: String }
    type Secret @sensitivity(category: HEALTH, level: CATASTROPHIC) { a: String b: Int }
    scalar Iban @sensitivity(category: FINANCIAL_ACCOUNT, level: CATASTROPHIC)
    interface Named { alias: String @sensitivity(category: CONTACT, mask: NAME) }
    type B implements Named { alias: String iban: Iban pay(to: Iban): Secret }
    input BInput { iban: Iban! }
    input AFilter { name: String @sensitivity(category: CONTACT, reads: ["A.name"]) open: String @sensitivity(reads: ["A.open"]) }
    enum AOrderField { NAME @sensitivity(category: CONTACT, reads: ["A.name"]) OPEN }`
  const labels = labelMap(sdl, buildSchema(sdl, { assumeValidSDL: true }), new Map())
  const coordinates = (member: string): readonly string[] => (labels.get(member) ?? []).map(({ coordinate }) => coordinate)

  it('lead from an input to the columns that decide', () => {
    expect(coordinates('AFilter.name')).toEqual(['A.name'])
    expect(coordinates('AOrderField.NAME')).toEqual(['A.name'])
    expect(coordinates('Query.people(text:)')).toEqual(['A.name', 'A.code'])
  })

  it('hold for every field of a labelled type', () => {
    expect(coordinates('Secret.a')).toEqual(['Secret.a'])
    expect(labels.get('Secret.b')).toMatchObject([{ wire: 'Int', label: { category: 'HEALTH' } }])
  })

  it('hold for every type of an interface', () => {
    expect(labels.get('B.alias')).toMatchObject([{ coordinate: 'B.alias', label: { category: 'CONTACT' } }])
  })

  it('hold wherever a labelled scalar stands', () => {
    expect([coordinates('B.iban'), coordinates('B.pay(to:)'), coordinates('BInput.iban')]).toEqual([['B.iban'], ['B.pay(to:)'], ['BInput.iban']])
    expect(labels.get('B.iban')).toMatchObject([{ wire: 'Iban', label: { category: 'FINANCIAL_ACCOUNT' } }])
  })

  it('of a type are not those of a field that leads to it', () => {
    expect(coordinates('B.pay')).toEqual([])
  })

  it('say nothing about public members', () => {
    expect([coordinates('A.open'), coordinates('AFilter.open'), coordinates('AOrderField.OPEN')]).toEqual([[], [], []])
  })

  it('of the metadata count before those of the directive', () => {
    const known = new Map([['A.name', { coordinate: 'A.name', hasSubject: true, wire: 'String', label: { public: false, level: 'PII', category: 'FREE_TEXT', mask: 'TEXT', lookup: false, pseudonym: false, ownOrganization: false } }]] as const)
    expect(labelMap(sdl, buildSchema(sdl, { assumeValidSDL: true }), known).get('AFilter.name')).toMatchObject([{ label: { category: 'FREE_TEXT' } }])
  })
})
