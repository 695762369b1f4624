/** Ways to look at an answer, in the order of the strip. */
export const VIEWS = {
  answer: 'Answer', table: 'Table', chart: 'Chart', privacy: 'Privacy', viewAs: 'View as', plan: 'Plan', export: 'Export',
} as const

export type View = keyof typeof VIEWS

/** Their names, in order. */
export const VIEW_NAMES: readonly View[] = ['answer', 'table', 'chart', 'privacy', 'viewAs', 'plan', 'export']
