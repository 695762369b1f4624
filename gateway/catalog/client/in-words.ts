/** `GOVERNMENT_ID` as people read it: `government id`. */
export const inWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ')

/** `1 entity`, `3 entities`. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
