import { parse, validate, type GraphQLSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { VARIANTS, type Variant } from '../variants/variants.ts'
import type { Catalog } from './catalog-model.ts'
import { viewOf } from './schema-view.ts'
import { searchEntities, searchMetrics } from './search-catalog.ts'
import { shownCatalog } from './shown-catalog.ts'
import { ownCatalog, schemaOf } from './testing/own-catalog.ts'

interface Shown {
  readonly schema: GraphQLSchema
  readonly catalog: Catalog
}

const shown = new Map<string, Shown>(VARIANTS.map(variant => {
  const schema = schemaOf([variant])
  return [variant, { schema, catalog: shownCatalog(ownCatalog(), viewOf(schema)) }] as const
}))

const of = (variant: Variant): Shown => {
  const one = shown.get(variant)
  if (!one) throw new Error(`There is no variant ${variant}.`)
  return one
}

const COORDINATE = /\b[A-Z]\w*\.[a-z]\w*/g

/** Every coordinate that a catalog speaks of, in a fact or in a text. */
const coordinatesOf = ({ entities, joins, metrics }: Catalog): readonly string[] => [
  ...entities.flatMap(({ type, columns, fields, singular, plural, ...rest }) => [
    type, ...columns.map(({ field }) => `${type}.${field}`), ...fields.flatMap(({ field, reads }) => [`${type}.${field}`, ...reads]),
    ...JSON.stringify([columns, fields, rest.description, rest.example]).match(COORDINATE) ?? [],
  ]),
  ...joins.flatMap(({ from, to, field, reverseField, description }) => [
    `${from.entity}.${from.columnField}`, `${to.entity}.${to.columnField}`, ...field === undefined ? [] : [`${from.entity}.${field}`],
    ...reverseField === undefined ? [] : [`${to.entity}.${reverseField}`], ...description.match(COORDINATE) ?? [],
  ]),
  ...metrics.flatMap(({ field, entity, dimensions, definition }) => [`Metrics.${field}`, entity, ...dimensions.map(({ name }) => `${entity}Dimension.${name}`), ...definition.match(COORDINATE) ?? []]),
]

describe.each(VARIANTS)('what the catalog shows of the variant %s', variant => {
  const { schema, catalog } = of(variant)

  it('is in its schema, every name of it', () => {
    const view = viewOf(schema)
    expect([...new Set(coordinatesOf(catalog))].filter(coordinate => !view.has(coordinate))).toEqual([])
  })

  it('is all that its schema has of entities and their columns', () => {
    const view = viewOf(schema)
    const columns = (from: Catalog): readonly string[] => from.entities.flatMap(entity => entity.columns.map(({ field }) => `${entity.type}.${field}`))
    expect(columns(catalog)).toEqual(columns(ownCatalog()).filter(view.has))
    expect(catalog.entities.length).toBeGreaterThan(2)
  })

  it('has first queries that its schema can answer', () => {
    const examples = [...catalog.entities, ...catalog.metrics].flatMap(({ example }) => example ?? [])
    expect(examples.length).toBeGreaterThan(2)
    expect(examples.flatMap(example => validate(schema, parse(example)).map(({ message }) => message))).toEqual([])
  })
})

describe('what is hidden', () => {
  it('is found by no search', () => {
    const names = (variant: Variant, text: string): readonly string[] => searchEntities(of(variant).catalog.entities, { text }).map(({ type }) => type)
    expect(names('staff', 'passwordHash')).toEqual(['User'])
    expect(names('member', 'passwordHash')).toEqual([])
    expect(searchEntities(of('member').catalog.entities, { category: 'CREDENTIAL' })).toEqual([])
    expect(searchEntities(of('staff').catalog.entities, { category: 'CREDENTIAL' }).length).toBeGreaterThan(2)
    expect(searchMetrics(of('public').catalog.metrics, { text: 'revenue' })).toEqual([])
  })

  it('is not counted', () => {
    const { entities, modules } = of('public').catalog
    expect(modules.reduce((sum, module) => sum + module.entities, 0)).toBe(entities.length)
    expect(entities.length).toBeLessThan(ownCatalog().entities.length / 2)
  })

  it('takes with it every text that names it', () => {
    const [entity] = ownCatalog().entities.filter(({ type }) => type === 'Invoice')
    if (!entity) throw new Error('There is no invoice.')
    const planted = { ...ownCatalog(), entities: [{ ...entity, description: 'Sent to User.passwordHash.', columns: entity.columns.map(column => ({ ...column, description: 'As User.passwordHash says.' })) }] }
    const texts = (variant: Variant): string => JSON.stringify(shownCatalog(planted, viewOf(of(variant).schema)).entities)
    expect(texts('staff')).toContain('passwordHash')
    expect(texts('member')).not.toContain('passwordHash')
  })

  it('takes with it what is made of it, in formulas too', () => {
    const [metric] = of('member').catalog.metrics
    if (!metric) throw new Error('There is no metric.')
    const told = 'sum(amount where password_hash is set)'
    const planted = { ...ownCatalog(), metrics: [{ ...metric, formula: told, measure: told, time: 'user.password_hash', definition: 'Counts by passwordHash.' }] }
    const shownTo = (variant: Variant): unknown => shownCatalog(planted, viewOf(of(variant).schema)).metrics[0]
    expect(shownTo('staff')).toMatchObject({ formula: told, measure: told })
    expect(shownTo('member')).toMatchObject({ name: metric.name, formula: '', measure: null, time: null, definition: '' })
  })

  it('takes no formula along that is made of what is shown', () => {
    for (const variant of VARIANTS) expect(of(variant).catalog.metrics.filter(({ formula }) => formula === '')).toEqual([])
  })
})

describe('a search', () => {
  const { entities } = ownCatalog()
  const found = (text: string): readonly string[] => searchEntities(entities, { text }).map(({ type }) => type)

  it('gives what is named so before what only speaks of it', () => {
    expect(found('invoice')[0]).toBe('Invoice')
    expect(found('subscription item')[0]).toBe('SubscriptionItem')
    expect(found('card_brand')[0]).toBe('PaymentMethod')
  })

  it('wants every word, and takes none for a pattern', () => {
    expect(found('invoice nonsense')).toEqual([])
    expect(found('.*')).toEqual([])
    expect(found('')).toHaveLength(entities.length)
  })

  it('keeps to a group, a module or a category', () => {
    expect(searchEntities(entities, { group: 'activity' }).map(({ type }) => type).sort()).toEqual(['SupportTicket', 'UsageEvent'])
    expect(searchEntities(entities, { module: 'cooperative' }).every(({ module }) => module === 'cooperative')).toBe(true)
    expect(searchEntities(entities, { category: 'PAYMENT_CARD' }).map(({ type }) => type)).toContain('PaymentMethod')
  })
})
