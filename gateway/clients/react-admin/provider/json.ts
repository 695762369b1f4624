/** An object that was read from JSON. */
export type Row = Readonly<Record<string, unknown>>

/** Whether a value is an object with members; a list is none. */
export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value itself where it is an object, else one without members. */
export const rowOf = (value: unknown): Row => (isRow(value) ? value : {})

/** The objects of a list; empty for anything else. */
export const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : [])

/** The value itself where it is a text, else an empty one. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
