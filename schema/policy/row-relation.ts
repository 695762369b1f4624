/**
 * What a decision may ask about a row.
 * SELF: it is about the caller. SELF_FROZEN: it is, but came to the caller by a merge of persons that can still be undone.
 * MEMBER, ADMIN, BILLING_ADMIN: it is in an organization or workspace of an assignment with that clearance; ON_BEHALF_…: of the person in whose
 * name the caller works. NOT_PERSONAL, whoever asks: it is known not to be one person's own (`@personal` of the model).
 * BREAK_GLASS: its subject is that of the caller's emergency access.
 */
export const ROW_RELATIONS = [
  'SELF', 'SELF_FROZEN', 'MEMBER', 'ADMIN', 'BILLING_ADMIN', 'NOT_PERSONAL', 'BREAK_GLASS', 'ON_BEHALF_MEMBER', 'ON_BEHALF_ADMIN', 'ON_BEHALF_BILLING_ADMIN',
] as const
export type RowRelation = (typeof ROW_RELATIONS)[number]

/** The relations that come from an assignment, of the caller or of the person in whose name the caller works. */
export type AssignedRelation = Exclude<RowRelation, 'SELF' | 'SELF_FROZEN' | 'NOT_PERSONAL' | 'BREAK_GLASS'>
