/** What a proof found out. It holds where there are no faults. */
export interface Figures {
  readonly figures: readonly (readonly [label: string, value: string | number])[]
  readonly faults: readonly string[]
}

/** How many cases were compared, and those that came out wrong, one line each. */
export interface Comparison {
  readonly checked: number
  readonly differences: readonly string[]
}
