import type { PublishedMetric } from '../../../schema/model.ts'

/** A cell as it is published. `by` says which dimensions it stands for, by name; a value of null is one that rows do not have. */
export interface PublishedCell {
  readonly by: readonly string[]
  readonly values: readonly (string | null)[]
  /** Absent: suppressed. */
  readonly value?: string
}

/** One closed period of one metric, as everybody sees it. */
export interface Publication {
  readonly periodStart: string
  readonly periodEnd: string
  readonly cells: readonly PublishedCell[]
}

/** Table with the published cells of a module. */
export const publicationsOf = (schema: string): string => `${schema}.metric_publications`

/** Dimensions of the cube over which sums may be made: amounts of two currencies are never added. */
export function summedDimensions({ cube, currency }: PublishedMetric): readonly string[] {
  return cube.dimensions.filter((column) => column !== currency)
}

/** Reads what the publisher wrote; anything else in the column is a fault. */
export function readCells(text: unknown): readonly PublishedCell[] {
  const cells: unknown = typeof text === 'string' ? JSON.parse(text) : text
  if (!Array.isArray(cells) || !cells.every(isCell)) throw new Error('A publication holds something else than cells.')
  return cells
}

function isCell(cell: unknown): cell is PublishedCell {
  return typeof cell === 'object' && cell !== null && 'by' in cell && Array.isArray(cell.by) && 'values' in cell && Array.isArray(cell.values)
    && (!('value' in cell) || typeof cell.value === 'string')
}
