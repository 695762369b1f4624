/** An object of an answer while it is being put together. */
export type Row = Record<string, unknown>

/** Tells objects from lists, leaves and null. */
export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
