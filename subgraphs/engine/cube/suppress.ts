import { placeName, type CubeCell, type Place } from './cube-cell.ts'
import { isUnsafe, largestParts, magnitude, type SuppressionRule } from './suppression-rule.ts'

type Cube = ReadonlyMap<string, CubeCell>

/** How one dimension takes part in a shift: the value that moves, and what makes up for it (another value, or the total). */
interface Leg {
  readonly moved: string | null
  /** Undefined: the total moves with the value. */
  readonly against: string | null | undefined
}

interface Touched {
  readonly cell: CubeCell
  /** +1: moves with the cell that is to be hidden, -1: against it. */
  readonly sign: bigint
}

/**
 * Names of the cells that are not shown: those that are unsafe alone, and those without which an unsafe one could be worked out from its
 * neighbours and totals.
 *
 * Every unsafe cell gets a shift: amounts that can be moved between hidden cells without changing one shown figure. As long as all cells
 * that a shift touches stay hidden, no arithmetic over what is shown can tell by how much it was moved, and hiding more takes no shift away.
 * A shift leaves each finest cell on its side of zero, even for somebody who knows one unit of it, and is wide enough (`room`).
 *
 * `already` are cells that are hidden for another reason: they are in the answer, and what hides behind them costs nothing more.
 */
export function suppress(cube: Cube, rule: SuppressionRule, already: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const unsafe = [...cube].filter(([, cell]) => isUnsafe(cell, rule))
  const hidden = new Set([...already, ...unsafe.map(([name]) => name)])
  const domains = domainsOf(cube)
  // the largest first: what hides them hides much of the rest
  for (const [, cell] of unsafe.sort(([, a], [, b]) => magnitude(a.value) < magnitude(b.value) ? 1 : -1)) {
    for (const name of cheapestShift({ cube, domains, hidden, rule }, cell)) hidden.add(name)
  }
  return hidden
}

function domainsOf(cube: Cube): readonly (readonly (string | null)[])[] {
  const places = [...cube.values()].map(({ place }) => place)
  return (places[0] ?? []).map((_, dimension) => [...new Set(places.flatMap((place) => place[dimension] ?? (place[dimension] === null ? [null] : [])))])
}

interface Search {
  readonly cube: Cube
  readonly domains: readonly (readonly (string | null)[])[]
  readonly hidden: ReadonlySet<string>
  readonly rule: SuppressionRule
}

interface Shift {
  /** Cells that would have to be hidden as well. */
  readonly names: readonly string[]
  readonly cost: number
  /** Units that see through it: a finest cell that it moves is all theirs. */
  readonly knowers: ReadonlySet<string>
}

/**
 * What else must be hidden so that a cell has a shift that nobody sees through: one without knowers, or two without a common one.
 * The fewest and smallest cells win. Moving a whole chain up to the grand total always works.
 */
function cheapestShift(search: Search, cell: CubeCell): readonly string[] {
  const shifts = shiftsOf(search, cell)
  const [first] = shifts
  if (!first) throw new Error('A cell of a cube cannot be hidden.')
  const alone = shifts.find(({ knowers }) => knowers.size === 0)
  const second = shifts.find(({ knowers }) => [...knowers].every((unit) => !first.knowers.has(unit)))
  if (alone && (!second || alone.cost <= first.cost + second.cost)) return alone.names
  return [...first.names, ...second?.names ?? []]
}

/** All shifts of a cell, the cheapest first. */
function shiftsOf({ cube, domains, hidden, rule }: Search, wanted: CubeCell): readonly Shift[] {
  return legsOf(wanted.place, domains).flatMap((legs): readonly Shift[] => {
    const touched = touchedBy(cube, legs)
    if (!touched || !isRoomy(touched, wanted, rule)) return []
    const added = touched.map(({ cell }) => cell).filter(({ place }) => !hidden.has(placeName(place)))
    return [{
      names: added.map(({ place }) => placeName(place)), cost: added.reduce((sum, { units }) => sum + units.size ** 2, 0),
      knowers: new Set(finestOf(touched).flatMap(({ cell }) => soleUnit(cell)).filter((unit) => !(wanted.units.size === 1 && wanted.units.has(unit)))),
    }]
  }).sort((a, b) => a.cost - b.cost)
}

function finestOf(touched: readonly Touched[]): readonly Touched[] {
  return touched.filter(({ cell: { place } }) => !place.includes(undefined))
}

function soleUnit({ units }: CubeCell): readonly string[] {
  return units.size === 1 ? [...units.keys()] : []
}

/** All ways to shift a cell: a total goes along with any of its values; a value against another one, or along with its total. */
function legsOf(place: Place, domains: Search['domains']): readonly (readonly Leg[])[] {
  return place.reduce<readonly (readonly Leg[])[]>((begun, value, dimension) => {
    const domain = domains[dimension] ?? []
    const legs: readonly Leg[] = value === undefined
      ? domain.map((moved) => ({ moved, against: undefined }))
      : [...domain.filter((other) => other !== value).map((against) => ({ moved: value, against })), { moved: value, against: undefined }]
    return begun.flatMap((before) => legs.map((leg) => [...before, leg]))
  }, [[]])
}

/** The cells of a shift; undefined where one has no rows at all and so has nothing that could move. */
function touchedBy(cube: Cube, legs: readonly Leg[]): readonly Touched[] | undefined {
  const corners = legs.reduce<readonly { readonly place: Place; readonly sign: bigint }[]>((begun, { moved, against }) => begun.flatMap(({ place, sign }) => [
    { place: [...place, moved], sign }, { place: [...place, against], sign: against === undefined ? sign : -sign },
  ]), [{ place: [], sign: 1n }])
  const touched = corners.flatMap(({ place, sign }) => {
    const cell = cube.get(placeName(place))
    return cell ? [{ cell, sign }] : []
  })
  return touched.length === corners.length ? touched : undefined
}

/** Whether the finest cells of a shift can be moved far enough, up and down together. */
function isRoomy(touched: readonly Touched[], wanted: CubeCell, { room }: SuppressionRule): boolean {
  const ranges = finestOf(touched).map(({ cell, sign }) => ({ slack: slackOf(cell), shrinksUpward: cell.value < 0n === (sign > 0n) }))
  const up = smallest(ranges.filter(({ shrinksUpward }) => shrinksUpward))
  const down = smallest(ranges.filter(({ shrinksUpward }) => !shrinksUpward))
  if (up === undefined || down === undefined) return true
  return up + down > 0n && (up + down) * 100n >= BigInt(room) * magnitude(wanted.value)
}

function smallest(ranges: readonly { readonly slack: bigint }[]): bigint | undefined {
  const [first, ...rest] = ranges.map(({ slack }) => slack)
  return first === undefined ? undefined : rest.reduce((least, slack) => slack < least ? slack : least, first)
}

/** How far a finest cell can shrink in the eyes of somebody who knows its largest unit; who is all of a cell is judged as a knower. */
function slackOf(cell: CubeCell): bigint {
  const value = magnitude(cell.value)
  const known = cell.units.size === 1 ? 0n : largestParts(cell)[0] ?? 0n
  return value > known ? value - known : 0n
}
