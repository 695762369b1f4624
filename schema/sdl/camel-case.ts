/** The GraphQL name of a Postgres name: `card_number_last4` is `cardNumberLast4`. */
export const camelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** First letter in upper case, for names that are put together: `orgId` in `roleByOrgIdAndKey`. */
export const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
