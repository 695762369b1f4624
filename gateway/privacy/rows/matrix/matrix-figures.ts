import { MATRIX_WAYS } from './matrix-findings.ts'
import type { MatrixResult } from './run-matrix.ts'

/** What is printed of the matrix. */
export function matrixFigures({ found, holders, entities, cells, rows }: MatrixResult): readonly (readonly [string, string | number])[] {
  return [
    ['kinds of holders', holders], ['entities', entities], ['cells of the matrix', cells],
    ...[...rows].map(([stand, count]) => [`  rows ${stand.toLowerCase().replaceAll('_', ' ')}`, count] as const),
    ...MATRIX_WAYS.map((way) => [`  checks ${way}`, found.count(way)] as const),
    ['checks of the matrix', MATRIX_WAYS.reduce((sum, way) => sum + found.count(way), 0)], ['wrong in the matrix', found.faults.length],
  ]
}
