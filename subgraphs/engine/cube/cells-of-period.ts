import type { Entity, EnumType, Metric } from '../../../schema/model.ts'
import { buildCube, placeName, type Contribution, type CubeCell, type Place } from './cube-cell.ts'
import { summedDimensions, type PublishedCell } from './publication.ts'
import { suppress } from './suppress.ts'
import { SUPPRESSION_RULE, type SuppressionRule } from './suppression-rule.ts'

/** Sum of one unit in one finest cell: its values by column. */
export interface PeriodRow {
  readonly values: Readonly<Record<string, string | null>>
  readonly unit: string
  readonly amount: bigint
}

export interface CubeModel {
  readonly entity: Entity
  readonly metric: Metric
  readonly enums: readonly EnumType[]
}

/**
 * Everything that is published of one period. Currencies are tables of their own: no sum joins them.
 * A value that too few units have is not even named; of the named ones every combination has a cell, so that a missing cell tells nothing.
 */
export function cellsOfPeriod(model: CubeModel, rows: readonly PeriodRow[]): readonly PublishedCell[] {
  const { currency, cube: { fewestUnits } } = model.metric
  const rule = { ...SUPPRESSION_RULE, units: fewestUnits }
  if (currency === undefined) return cellsOfTable(model, rows, { rule, fixed: [] })
  return distinct(rows.map(({ values }) => values[currency] ?? null)).flatMap((value) => {
    const table = rows.filter(({ values }) => (values[currency] ?? null) === value)
    return unitsOf(table) < fewestUnits ? [] : cellsOfTable(model, table, { rule, fixed: [[currency, value]] })
  })
}

interface Table {
  readonly rule: SuppressionRule
  /** Dimensions that are never summed over, each with its value here. */
  readonly fixed: readonly (readonly [column: string, value: string | null])[]
}

function cellsOfTable(model: CubeModel, rows: readonly PeriodRow[], { rule, fixed }: Table): readonly PublishedCell[] {
  const summed = summedDimensions(model.metric)
  const cube = buildCube(rows.map(({ values, unit, amount }): Contribution => ({ values: summed.map((column) => values[column] ?? null), unit, amount })))
  const hidden = suppress(cube, rule)
  const named = summed.map((column, index) => namedValues(model, column, { cube, index, fewest: rule.units }))
  return combinations(named).map((place): PublishedCell => {
    const cell = cube.get(placeName(place))
    const kept = summed.flatMap((column, index) => place[index] === undefined ? [] : [[column, place[index]] as const])
    const at = { by: [...fixed, ...kept].map(([column]) => column), values: [...fixed, ...kept].map(([, value]) => value) }
    return cell && !hidden.has(placeName(place)) ? { ...at, value: String(cell.value) } : at
  })
}

interface Naming {
  readonly cube: ReadonlyMap<string, CubeCell>
  readonly index: number
  readonly fewest: number
}

/** The values of an enumeration are in the schema; others are named where enough units have them. */
function namedValues({ entity, enums }: CubeModel, column: string, { cube, index, fewest }: Naming): readonly (string | null)[] {
  const name = entity.columns.find((candidate) => candidate.name === column)?.enum
  const listed = enums.find((type) => type.name === name)
  if (listed) return listed.values
  return [...cube.values()].flatMap(({ place, units }) => {
    const value = place[index]
    return value !== undefined && place.every((other, at) => at === index || other === undefined) && units.size >= fewest ? [value] : []
  }).sort((a, b) => (a ?? '') < (b ?? '') ? -1 : 1)
}

function combinations(named: readonly (readonly (string | null)[])[]): readonly Place[] {
  return named.reduce<readonly Place[]>((begun, values) => begun.flatMap((place) => [[...place, undefined], ...values.map((value) => [...place, value])]), [[]])
}

function unitsOf(rows: readonly PeriodRow[]): number {
  return new Set(rows.map(({ unit }) => unit)).size
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
