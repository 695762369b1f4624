/** Every name that the rewrite adds to an operation begins with this, and no name of a client may. */
export const RESERVED_PREFIX = '__veil'

/** Tells the runtime type of an object whose fields depend on it; taken out of the answer again. */
export const TYPE_ALIAS = '__veil_type'

/** The variable that switches a group of coordinates on. */
export const switchName = (index: number): string => `${RESERVED_PREFIX}_${index}`

// Libraries that copy variables lose the one of this name: it would be judged by its value and fetched by its default.
const LOST = '__proto__'

/** Variables that would collide with the rewrite, or with the one that carries entity references to a subgraph, or would not arrive there. */
export const isReservedVariable = (name: string): boolean => name.startsWith(RESERVED_PREFIX) || name === 'representations' || name === LOST
