/** `supportTicketMessages` as people write it: Support ticket messages. A list of what has no plural is called by it: `integrationOutboxList`. */
export const inWords = (name: string): string => {
  const words = name.replace(/List$/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Words of an enumeration: PENDING_CUSTOMER is pending customer. */
export const wordsOf = (value: string): string => value.toLowerCase().replaceAll('_', ' ')

/** The end of an id, which differs where the beginning is the same hour. */
export const shortId = (id: unknown): string => `…${String(id).slice(-6)}`
