import type { Report } from './problem.ts'
import type { Source } from './source.ts'

/** What every reader is given besides the thing that it reads. */
export interface Reading {
  readonly source: Source
  readonly report: Report
}
