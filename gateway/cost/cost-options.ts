/** How much may be asked for. All are in rows, as `extensions.cost` counts them. */
export interface CostLimits {
  /** Of one operation, by its estimate. */
  readonly operation: number
  /** Of a caller in a minute; 0 for no budget. */
  readonly minute: number
  /** Of all callers of a brand in a minute; 0 for no budget. */
  readonly brandMinute: number
  /** Objects of a list of which the schema says no size. */
  readonly listSize: number
}

/** An operation may ask for a full page of full pages, and no more of the kind; docs/cost.md has the honest ones beside it. */
export const DEFAULT_COST_LIMITS: CostLimits = { operation: 15_000, minute: 1_000_000, brandMinute: 50_000_000, listSize: 10 }
