import type { EnumType } from '../../../schema/model.ts'
import { isColumnDimension, type Published } from '../../../schema/published-families.ts'
import { buildCube, placeName, type CubeCell, type Place } from './cube-cell.ts'
import { figureOf, type Figure, type MeasuredPart } from './figure-of.ts'
import { hideTogether } from './hide-together.ts'
import { summedDimensions, type PublishedCell } from './publication.ts'
import { SUPPRESSION_RULE } from './suppression-rule.ts'
import { tablesOf } from './tables-of.ts'

/** Metrics that are published together, with what the rows of one closed period give of each of their parts. */
export interface FamilyPeriod {
  readonly family: readonly Published[]
  readonly enums: readonly EnumType[]
  /** By metric name; parts in the order of the metric. */
  readonly parts: ReadonlyMap<string, readonly MeasuredPart[]>
}

/**
 * Everything that is published of one period, by metric. Currencies are tables of their own: no sum joins them.
 * A value that too few units have is not even named; of the named ones every combination has a cell, so that a missing cell tells nothing.
 */
export function cellsOfPeriod(period: FamilyPeriod): ReadonlyMap<string, readonly PublishedCell[]> {
  const cells = new Map<string, PublishedCell[]>()
  for (const table of currenciesOf(period)) for (const [name, found] of cellsOfTable(table)) cells.set(name, [...cells.get(name) ?? [], ...found])
  return cells
}

interface Table extends FamilyPeriod {
  /** Dimensions that are never summed over, each with its value here. */
  readonly fixed: readonly (readonly [dimension: string, value: string | null])[]
}

function currenciesOf(period: FamilyPeriod): readonly Table[] {
  const [first] = period.family
  if (!first) return []
  const { currency, cube: { fewestUnits } } = first.metric
  if (currency === undefined) return [{ ...period, fixed: [] }]
  const valueOf = ({ values }: { readonly values: Readonly<Record<string, string | null>> }): string | null => values[currency] ?? null
  const all = [...period.parts.values()].flat().flatMap(({ rows }) => rows)
  return [...new Set(all.map(valueOf))].filter((value) => unitsOf(all.filter((row) => valueOf(row) === value)) >= fewestUnits).map((value) => ({
    ...period, fixed: [[currency, value]],
    parts: new Map([...period.parts].map(([name, parts]) => [name, parts.map((part) => ({
      ...part, rows: part.rows.filter((row) => valueOf(row) === value), orders: part.orders.filter((row) => valueOf(row) === value),
    }))])),
  }))
}

function cellsOfTable({ family, enums, parts, fixed }: Table): readonly (readonly [name: string, cells: readonly PublishedCell[]])[] {
  const [first] = family
  if (!first) return []
  const summed = summedDimensions(first.metric)
  const rule = { ...SUPPRESSION_RULE, units: first.metric.cube.fewestUnits }
  const figures = family.map((one) => figureOf(one, parts.get(one.metric.name) ?? [], summed))
  const hidden = hideTogether(tablesOf(figures), rule)
  // how many units have a value is known best where all rows of all tables are taken together
  const everybody = buildCube(figures.flatMap(({ addends, total = [] }) => [...addends.flatMap(({ contributions }) => contributions), ...total]))
  const places = combinations(summed.map((name, index) => namedValues(first, name, { enums, cube: everybody, index, fewest: rule.units })))
  return figures.map((figure) => [figure.name, places.map((place) => cellAt(figure, place, { hidden, fixed, summed }))])
}

interface Showing {
  readonly hidden: ReadonlySet<string>
  readonly fixed: Table['fixed']
  readonly summed: readonly string[]
}

function cellAt(figure: Figure, place: Place, { hidden, fixed, summed }: Showing): PublishedCell {
  const kept = summed.flatMap((name, index) => place[index] === undefined ? [] : [[name, place[index]] as const])
  const at = { by: [...fixed, ...kept].map(([name]) => name), values: [...fixed, ...kept].map(([, value]) => value) }
  const value = hidden.has(placeName(place)) ? undefined : figure.valueAt(place)
  return value === undefined ? at : { ...at, value }
}

interface Naming {
  readonly enums: readonly EnumType[]
  readonly cube: ReadonlyMap<string, CubeCell>
  readonly index: number
  readonly fewest: number
}

/** The values of an enumeration are in the schema; others are named where enough units have them. */
function namedValues({ entity, metric }: Published, name: string, { enums, cube, index, fewest }: Naming): readonly (string | null)[] {
  const dimension = metric.dimensions.find((candidate) => candidate.name === name)
  const column = dimension && isColumnDimension(dimension) && dimension.path.length === 0 ? entity.columns.find((candidate) => candidate.name === dimension.column) : undefined
  const listed = enums.find((type) => type.name === column?.enum)
  if (listed) return listed.values
  return [...cube.values()].flatMap(({ place, units }) => {
    const value = place[index]
    return value !== undefined && place.every((other, at) => at === index || other === undefined) && units.size >= fewest ? [value] : []
  }).sort((a, b) => (a ?? '') < (b ?? '') ? -1 : 1)
}

function combinations(named: readonly (readonly (string | null)[])[]): readonly Place[] {
  return named.reduce<readonly Place[]>((begun, values) => begun.flatMap((place) => [[...place, undefined], ...values.map((value) => [...place, value])]), [[]])
}

function unitsOf(rows: readonly { readonly unit: string }[]): number {
  return new Set(rows.map(({ unit }) => unit)).size
}
