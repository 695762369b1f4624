/** The languages of the corpus; its texts are those that people write to a help desk. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it'] as const
export type Language = (typeof LANGUAGES)[number]

/** What the detectors look for, as their placeholders name it. */
export const KINDS = ['email', 'phone', 'card', 'iban', 'ip', 'token'] as const
export type Kind = (typeof KINDS)[number]
