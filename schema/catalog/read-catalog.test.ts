import { describe, expect, it } from 'vitest'
import { modules } from '../metadata/index.ts'
import { exposedColumns, exposedEntities } from '../sdl/exposed.ts'
import { KNOWN_VARIANTS } from '../variants/variants.ts'
import { joinsOf } from './join-facts.ts'
import { viewOf } from './schema-view.ts'
import { ownCatalog, schemaOf } from './testing/own-catalog.ts'

const { entities, joins, metrics } = ownCatalog()

const joinNamed = (name: string) => joins.find(join => join.name === name)

describe('the catalog', () => {
  it('has every entity of the graph with every column, under a name of its own', () => {
    expect(entities.map(({ type, columns }) => [type, columns.map(({ name }) => name)]))
      .toEqual(modules.flatMap(exposedEntities).map(entity => [entity.type, exposedColumns(entity).map(({ name }) => name)]))
    for (const names of [entities.map(({ name }) => name), joins.map(({ name }) => name), metrics.map(({ name }) => name)]) expect(names).toEqual([...new Set(names)])
  })

  it('has exactly one identity and a key with it for every entity, and something to say of all', () => {
    for (const { type, columns, identity, description } of entities) {
      expect([type, columns.filter(({ isIdentity }) => isIdentity).map(({ field }) => field)]).toEqual([type, [identity]])
      expect([type, columns.find(({ isIdentity }) => isIdentity)?.isKey]).toEqual([type, true])
      expect(description).not.toBe('')
      expect(columns.filter(column => column.description === '').map(({ field }) => `${type}.${field}`)).toEqual([])
    }
  })

  it('says of a join who declared it, and how many rows there can be', () => {
    expect(joinNamed('invoice_subscription')).toMatchObject({ on: 'invoice.subscription_id = subscription.id', cardinality: 'MANY_TO_ONE', provenance: 'OPERATOR_AUTHORED', field: 'subscription', reverseField: 'invoices' })
    expect(joinNamed('billing_account_invoices')).toMatchObject({ provenance: 'FOREIGN_KEY', module: 'billing' })
    expect(joinNamed('workspace_billing_profile')).toMatchObject({ cardinality: 'ONE_TO_ONE', provenance: 'OPERATOR_AUTHORED' })
    expect(joinNamed('workspace_users')).toMatchObject({ on: 'user.workspace_id = workspace.id', module: 'organization', field: 'workspace', reverseField: 'users' })
    expect(joins.filter(({ description }) => description === '')).toEqual([])
  })

  it('calls a join one to one only where a unique key without a condition says so', () => {
    const without = modules.map(module => ({ ...module, entities: module.entities.map(entity => ({ ...entity, indexes: entity.indexes.map(index => ({ ...index, where: 'x is not null' })) })) }))
    expect(joins.filter(({ cardinality }) => cardinality === 'ONE_TO_ONE').length).toBeGreaterThan(1)
    expect(joinsOf(without, new Map()).filter(({ cardinality }) => cardinality === 'ONE_TO_ONE')).toEqual([])
  })

  it('declares credentials and says that nobody reads them', () => {
    const credentials = entities.flatMap(({ type, columns }) => columns.filter(({ categories }) => categories.some(({ category }) => category === 'CREDENTIAL')).map(column => ({ ...column, type })))
    expect(credentials.map(({ type, field }) => `${type}.${field}`)).toContain('User.passwordHash')
    expect(credentials.filter(({ isReadable }) => isReadable)).toEqual([])
  })

  it('tells of a metric what it adds up, when, and by what it may be grouped, across modules too', () => {
    expect(metrics.find(({ name }) => name === 'total_revenue')).toMatchObject({ field: 'totalRevenue', entity: 'Invoice', aggregation: 'SUM', measure: 'invoice_total_cents', time: 'invoice.issued_at' })
    expect(metrics.find(({ name }) => name === 'total_revenue')?.across).toEqual(expect.arrayContaining(['workspace.region', 'workspace.planTier', 'organization.kind']))
  })

  it('offers no sensitive column, no id and no amount as a dimension of another module', () => {
    const view = viewOf(schemaOf(KNOWN_VARIANTS))
    const leadsTo = (entity: string, path: string) => {
      const steps = path.split('.')
      const type = steps.slice(0, -1).reduce<string | undefined>((at, step) => view.typeOf(`${at}.${step}`), entity)
      return entities.find(one => one.type === type)?.columns.find(({ field }) => field === steps.at(-1))
    }
    const columns = metrics.flatMap(({ entity, across }) => across.map(path => leadsTo(entity, path)))
    expect(columns.length).toBeGreaterThan(30)
    expect(columns.filter(column => column === undefined || column.categories.length > 0 || column.isBrandOnly || column.isKey || ['uuid', 'bigint', 'jsonb', 'timestamptz'].includes(column.type))).toEqual([])
  })
})
