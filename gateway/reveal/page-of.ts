import { argumentValues } from '../argument-values.ts'
import type { RowsOnTheWay } from './reveal-site.ts'

/** Rows of a page that names no size; the engine's own default, as the descriptions of the lists say. */
const DEFAULT_PAGE = 20

/**
 * The most rows that a page can have, by its arguments; infinite where nothing bounds it. Never less than one: a page of fewer is refused
 * where it is read, and one that `@skip` leaves out must not pay for another.
 */
export const pageOf = ({ field, node, isPaged }: RowsOnTheWay, variables: Readonly<Record<string, unknown>>): number => {
  if (!isPaged) return Infinity
  const { first, last } = argumentValues(field, node, variables)
  const sizes = [first, last].filter(size => typeof size === 'number')
  return sizes.length === 0 ? DEFAULT_PAGE : Math.max(1, ...sizes)
}
