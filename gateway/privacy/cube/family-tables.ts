import type { MetricPart } from '../../../schema/model.ts'
import type { PeriodCell } from './read-shown.ts'
import { isWithin, nameOf, type ShownCell, type ShownTable, type TruePart, type Values } from './shown-table.ts'
import type { MetricOfEntity, TrueRow } from './truth.ts'

/** A metric as an outsider sees it, and the rows of each of its parts. */
export interface Seen {
  readonly subject: MetricOfEntity
  readonly shown: readonly PeriodCell[]
  readonly truth: readonly (readonly TrueRow[])[]
}

/** Amounts of which some totals are told. */
interface Told {
  readonly name: string
  readonly part: MetricPart
  readonly adds: 'COUNT' | 'SUM' | 'THINGS'
  readonly isTold: boolean
  readonly rows: readonly TrueRow[]
  /** Places where a figure tells it. */
  readonly places: readonly PeriodCell[]
}

const amountsIn: Readonly<Record<Told['adds'], (row: TrueRow) => bigint>> = {
  COUNT: ({ count }) => count * 1_000_000n, SUM: ({ sum }) => sum, THINGS: ({ things }) => BigInt(things.length) * 1_000_000n,
}

/**
 * Every table that somebody who sees all metrics of a family can know totals of. A quotient is taken to tell both of its parts, although
 * it tells less. What is left when one table is taken from another over the same rows is a table too.
 */
export function familyTables(family: readonly Seen[]): readonly ShownTable[] {
  const [first] = family
  if (!first) return []
  const told = family.flatMap(toldBy)
  const everywhere = told.flatMap(({ rows }) => rows)
  const { metric: { currency, cube: { fewestUnits } } } = first.subject
  const money = currency?.toUpperCase()
  const slices = new Map(everywhere.map(({ period, values }) => [`${period} ${money === undefined ? '' : values[money] ?? 'null'}`, { period, values }]))
  return [...slices].flatMap(([slice, { period, values: at }]) => {
    const isHere = (row: { readonly period: string; readonly values: Values }): boolean => row.period === period && (money === undefined || row.values[money] === at[money])
    const finest = [...new Map(everywhere.filter(isHere).map(({ values }) => [nameOf(values), values])).values()]
    const tableOf = (name: string, parts: readonly TruePart[], { cells, isZeroTold, overlaps = false }: { readonly cells: readonly ShownCell[]; readonly isZeroTold: boolean; readonly overlaps?: boolean }): ShownTable => ({
      name: `${name} ${slice}`, fewestUnits, cells, truth: parts, overlaps,
      zeros: isZeroTold ? finest.filter((values) => !parts.some((part) => nameOf(part.values) === nameOf(values))) : [],
    })
    const partsOf = ({ adds, rows }: Told): readonly TruePart[] => rows.filter(isHere).map((row) => ({ values: row.values, unit: row.unit, amount: amountsIn[adds](row), ...(adds === 'THINGS' && { things: row.things }) })).filter(({ amount }) => amount !== 0n)
    const cellsOf = (one: Told): readonly ShownCell[] => {
      const parts = partsOf(one)
      return one.places.filter(isHere).map(({ values, value }) => ({ values, value: value === undefined ? undefined : one.adds === 'THINGS' ? thingsAt(one.rows.filter(isHere), values) : totalOf(parts, values) }))
    }
    const alone = told.map((one) => tableOf(one.name, partsOf(one), { cells: cellsOf(one), isZeroTold: one.isTold, overlaps: one.adds === 'THINGS' }))
    const rests = pairsOf(told).filter(([one, other]) => one.part.entity === other.part.entity && one.adds === other.adds && one.adds !== 'THINGS').flatMap(([one, other]) => {
      const parts = subtracted(partsOf(one), partsOf(other))
      const [shown, also] = [new Map(cellsOf(one).map((cell) => [nameOf(cell.values), cell])), cellsOf(other)]
      const cells = also.flatMap(({ values, value }) => {
        const first = shown.get(nameOf(values))
        return first ? [{ values, value: first.value === undefined || value === undefined ? undefined : first.value - value }] : []
      })
      return parts.length === 0 && JSON.stringify(one.part) === JSON.stringify(other.part) ? [] : [tableOf(`${one.name} - ${other.name}`, parts, { cells, isZeroTold: one.isTold && other.isTold })]
    })
    return [...alone, ...rests]
  })
}

function toldBy({ subject: { metric: { name, kind, parts, cube } }, shown, truth }: Seen): readonly Told[] {
  const of = (index: number, adds: Told['adds'], isTold = true): readonly Told[] => {
    const part = parts[index]
    return part ? [{ name: `${name} ${adds} ${part.entity} ${index}`, part, adds, isTold, rows: truth[index] ?? [], places: shown }] : []
  }
  if (kind === 'COMBINED') {
    const rows = truth.flatMap((each, index) => each.map((row) => ({ ...row, sum: BigInt(parts[index]?.sign ?? 1) * (parts[index]?.aggregation === 'SUM' ? row.sum : row.count * 1_000_000n) })))
    return of(0, 'SUM').map((told) => ({ ...told, name: `${name} together`, part: { ...told.part, entity: name }, rows }))
  }
  if (kind === 'RATIO') return parts.flatMap(({ aggregation }, index) => of(index, aggregation === 'SUM' ? 'SUM' : 'COUNT'))
  switch (parts[0]?.aggregation) {
    case 'SUM': return of(0, 'SUM')
    case 'AVG': return [...of(0, 'SUM'), ...of(0, 'COUNT', false)]
    case 'COUNT_DISTINCT': return of(0, 'THINGS')
    case 'COUNT': return of(0, 'COUNT')
    // nothing can be added, and nothing else is told of the same rows
    default: return cube.dimensions.length > 1 ? of(0, 'COUNT') : []
  }
}

function totalOf(parts: readonly TruePart[], cell: Values): bigint {
  return parts.filter(({ values }) => isWithin(values, cell)).reduce((sum, { amount }) => sum + amount, 0n)
}

function thingsAt(rows: readonly TrueRow[], cell: Values): bigint {
  return BigInt(new Set(rows.filter(({ values }) => isWithin(values, cell)).flatMap(({ things }) => things)).size) * 1_000_000n
}

function subtracted(some: readonly TruePart[], others: readonly TruePart[]): readonly TruePart[] {
  const rest = new Map<string, TruePart>()
  for (const [part, sign] of [...some.map((each) => [each, 1n] as const), ...others.map((each) => [each, -1n] as const)]) {
    const name = `${part.unit} ${nameOf(part.values)}`
    rest.set(name, { ...part, amount: (rest.get(name)?.amount ?? 0n) + sign * part.amount })
  }
  return [...rest.values()].filter(({ amount }) => amount !== 0n)
}

function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((one, place) => items.slice(place + 1).map((other) => [one, other] as const))
}
