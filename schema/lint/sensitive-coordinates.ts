import { labelsOf, type SdlLabel } from '../sdl/read-labels.ts'
import type { Contract } from './contract.ts'

/** Whether some reader of a row may not see the value as it is. */
export const isSensitive = (label: SdlLabel | undefined): boolean => label !== undefined && (label.category !== undefined || label.level !== 'PUBLIC')

/** Output coordinates that are sensitive in at least one subgraph. */
export const sensitiveCoordinates = (contracts: readonly Contract[]): ReadonlySet<string> =>
  new Set(contracts.flatMap(({ document }) => [...labelsOf(document)].filter(([, label]) => isSensitive(label)).map(([coordinate]) => coordinate)))
