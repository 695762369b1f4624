/** A name of the schema as people say it: `BILLING_ADMIN` is billing admin. */
export const inWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ')

/** The decision about a column in words, and what a value of it may look like. */
export const ACTIONS: Readonly<Record<string, readonly [label: string, meaning: string]>> = {
  REVEAL: ['shown', 'The value itself.'],
  MASK: ['masked', 'Only the form of the value is shown.'],
  PSEUDONYM: ['pseudonym', 'The same value always has the same stand-in.'],
  REDACT: ['left out', 'The value is null.'],
  REFUSE: ['refused', 'The value is null; with x-veil-on-refused: error the request fails.'],
  ROW: ['by row', 'Shown or protected, depending on whose row it is.'],
  ALLOW: ['allowed', 'May be used here.'],
}

/** The short form of a decision, for a name that is not known too. */
export const actionLabel = (action: string): string => ACTIONS[action]?.[0] ?? inWords(action)
