import { describe, expect, it } from 'vitest'
import { modules } from '../../../schema/metadata/index.ts'
import type { Entity, Metric, ModuleMetadata } from '../../../schema/model.ts'
import { dimensionName } from '../../../schema/sdl/metric-dimensions.ts'
import { buildCatalog, type Catalog } from '../read/catalog.ts'
import { READ_LIMITS } from '../read/limits.ts'
import { newStatement } from '../read/statement.ts'
import { viewerOf } from '../read/rights.ts'
import { visible } from '../read/visible.ts'
import { billingAdminOf } from '../testing/fixture-people.ts'
import { readMetricRequest } from './metric-request.ts'
import { compiledMetric } from './read-rows.ts'

/** Of one organization, so that what may be seen is a condition on every table. */
const viewer = viewerOf({ ...billingAdminOf(1), personId: '00000000-0000-4000-8000-000000000001', userId: '00000000-0000-4000-8000-000000000002' })

/** Numbers of parameters, and of tables that only stand in a predicate, do not matter. */
const plain = (text: string): string => text.replaceAll(/\$\d+/g, '$').replaceAll(/\bs\d+\b/g, 's')

function statementOf(catalog: Catalog, entity: Entity, metric: Metric): string {
  const table = catalog.tables.get(entity.type)
  if (!table) throw new Error(`There is no ${entity.type}.`)
  const find = (type: string): Entity | undefined => catalog.tables.get(type)?.entity
  const groupBy = metric.dimensions.map(dimensionName).slice(0, 8)
  const currency = metric.currency === undefined ? [] : [dimensionName({ name: metric.currency })]
  const request = readMetricRequest({ entity, metric, find }, { grain: metric.defaultGrain ?? metric.grains[0], groupBy: [...new Set([...currency, ...groupBy])].slice(0, 8), fill: metric.grains.length > 0 })
  return compiledMetric({ runner: { catalog, limits: READ_LIMITS }, viewer, table, metric, most: 1_000 }, request, []).text
}

/** Tables that a statement goes through more often than it has the predicate of their rows. */
function bareTables({ entities }: ModuleMetadata, catalog: Catalog, text: string): readonly string[] {
  const met = new Map<string, string[]>()
  for (const [, name = '', alias = ''] of text.matchAll(/(?:from|join) ([a-z_]+\.[a-z_]+) (t|j\d+)\b/g)) {
    const entity = entities.find((candidate) => `${candidate.schema}.${candidate.table}` === name)
    const table = entity && catalog.tables.get(entity.type)
    const predicate = table ? plain(visible({ catalog, rights: viewer.rights, statement: newStatement() }, table, alias)) : 'not of this module'
    met.set(predicate, [...met.get(predicate) ?? [], `${name} ${alias}`])
  }
  return [...met].flatMap(([predicate, tables]) => plain(text).split(predicate).length - 1 < tables.length ? tables : [])
}

describe.each(modules.filter(({ entities }) => entities.some(({ metrics = [] }) => metrics.length > 0)))('figures of $name', (metadata) => {
  const catalog = buildCatalog(metadata)
  const metrics = metadata.entities.flatMap((entity) => (entity.metrics ?? []).map((metric) => ({ entity, metric, name: metric.name })))

  it.each(metrics)('$name looks at visible rows only, at every step', ({ entity, metric }) => {
    const text = statementOf(catalog, entity, metric)
    expect(text).toMatch(/from [a-z_]+\.[a-z_]+ t\b/)
    expect(bareTables(metadata, catalog, text)).toEqual([])
  })
})
