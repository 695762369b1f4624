/** Where the gateway counts; subgraphs count there too. */
export { counter, gauge, histogram } from '../schema/observe/metrics.ts'
export type { Counter, Histogram } from '../schema/observe/metrics.ts'
