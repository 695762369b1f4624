import { readFile } from 'node:fs/promises'
import { ApolloGateway } from '@apollo/gateway'
import { buildASTSchema, lexicographicSortSchema, parse, printSchema, validateSchema, visit } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { contractSupergraph, coordinatesOf, directiveTypes } from './contract-supergraph.ts'
import { variantDocument, variantSource, type VariantSource } from './variant-document.ts'
import { KNOWN_VARIANTS, VARIANTS, type Variant } from './variants.ts'

let sdl = ''
let source: VariantSource

beforeAll(async () => {
  sdl = await readFile(new URL('../supergraph.graphql', import.meta.url), 'utf8')
  source = variantSource(parse(sdl, { noLocation: true }))
})

const sorted = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema))

const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/** The API schema that Apollo's gateway makes of a supergraph. */
const apolloSchema = async (supergraphSdl: string): Promise<string> => {
  const gateway = new ApolloGateway({ supergraphSdl, logger: SILENT })
  let printed = ''
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => { printed = sorted(apiSchema) })
  await gateway.load()
  await gateway.stop()
  return printed
}

const coordinates = ({ definitions }: DocumentNode): ReadonlySet<string> => new Set(definitions.flatMap(coordinatesOf))

const entitiesIn = (document: DocumentNode): readonly string[] =>
  document.definitions.flatMap(node => ('name' in node && node.name !== undefined && source.doors.has(node.name.value) ? [node.name.value] : [])).sort()

const combinations: readonly (readonly Variant[])[] = [...VARIANTS.map(variant => [variant]), ['member', 'staff'], ['analyst', 'privacy'], KNOWN_VARIANTS]

describe('every variant', () => {
  it.each(combinations.map(variants => [variants.join(' and '), variants] as const))('%s is a schema that is right, and a part of the whole one', (_name, variants) => {
    const document = variantDocument(source, variants)
    expect(validateSchema(buildASTSchema(document))).toEqual([])
    const all = coordinates(source.api)
    expect([...coordinates(document)].filter(coordinate => !all.has(coordinate))).toEqual([])
  })

  it.each(combinations.map(variants => [variants.join(' and '), variants] as const))('%s names nothing in its descriptions that it does not have', (_name, variants) => {
    const document = variantDocument(source, variants)
    const shown = coordinates(document)
    const hidden = new Set([...coordinates(source.api)].filter(coordinate => !shown.has(coordinate) && coordinate !== 'JSON'))
    const named: string[] = []
    visit(document, { StringValue: ({ value }) => { named.push(...(value.match(/\b[A-Z]\w*(\.\w+)?/g) ?? []).filter(word => hidden.has(word))) } })
    expect(hidden.size).toBeGreaterThan(0)
    expect(named).toEqual([])
  })

  it('is public where it is public, and several are together what each of them is', () => {
    const of = (variants: readonly Variant[]) => coordinates(variantDocument(source, variants))
    const publicPart = of(['public'])
    for (const variant of KNOWN_VARIANTS) {
      const known = of([variant])
      expect([...publicPart].filter(coordinate => !known.has(coordinate)), variant).toEqual([])
    }
    const both = of(['member', 'analyst'])
    expect([...of(['member']), ...of(['analyst'])].filter(coordinate => !both.has(coordinate))).toEqual([])
  })
})

describe('another router', () => {
  it('makes of the whole supergraph what we take for its API', async () => {
    expect(differences(sorted(buildASTSchema(source.api)), await apolloSchema(sdl))).toEqual([])
  }, 60_000)

  it.each(VARIANTS)('makes of the contract of %s what we show in it', async variant => {
    const own = sorted(buildASTSchema(withVocabulary(variantDocument(source, [variant]))))
    expect(differences(await apolloSchema(contractSupergraph(sdl, [variant])), own)).toEqual([])
  }, 60_000)
})

/** What the labels are written with stays in a contract. */
const withVocabulary = ({ definitions, ...document }: DocumentNode): DocumentNode => {
  const words = directiveTypes(parse(sdl, { noLocation: true }))
  const named = (node: DocumentNode['definitions'][number]): string => ('name' in node && node.name !== undefined ? node.name.value : '')
  const there = new Set(definitions.map(named))
  return { ...document, definitions: [...definitions, ...source.api.definitions.filter(node => words.has(named(node)) && !there.has(named(node)))] }
}

/** The first lines that differ: comparing the whole texts would take minutes where they do. */
const differences = (one: string, other: string): readonly string[] => {
  const others = other.split('\n')
  return one.split('\n').flatMap((line, place) => (line === others[place] ? [] : [`${line} <> ${others[place] ?? ''}`])).slice(0, 5)
}

describe('who is shown which entities', () => {
  it('shows people without a name what is for sale and what everybody is told', () => {
    expect(entitiesIn(variantDocument(source, ['public']))).toEqual([
      'BillingTaxRate', 'EntitlementSet', 'EntitlementSetRule', 'Plan', 'Price', 'PriceTier', 'Product', 'ResourceKey', 'Role',
    ])
  })

  it('hides from members what only the brand as a whole has', () => {
    const member = new Set(entitiesIn(variantDocument(source, ['member'])))
    expect(entitiesIn(source.api).filter(entity => !member.has(entity))).toEqual([
      'AuditArchiveManifest', 'AuditLegalHold', 'AuditOutbox', 'BillingLedgerAccount', 'BillingLedgerEntry', 'BillingLedgerTransaction', 'BillingSettings',
      'BreakGlassReview', 'Coupon', 'CouponProduct', 'IntegrationOutbox', 'PersonMerge', 'PromotionCode', 'RetentionHold', 'WebhookEvent',
    ])
  })

  it('shows people without a name the commands that are for them, and nothing about people', () => {
    const document = variantDocument(source, ['public'])
    expect([...coordinates(document)].filter(coordinate => /^Mutation\.\w+$/.test(coordinate))).toEqual(['Mutation.reportLeakedToken'])
    expect([...coordinates(document)].filter(coordinate => /^(User|Person|Invoice|Organization)\b/.test(coordinate))).toEqual([])
  })
})
