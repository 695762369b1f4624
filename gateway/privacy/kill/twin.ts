/** The person whose twins the kill test compares: somebody with a place, so that most of the brand is hidden from them. */
export const TWIN = 'admin'
/** Another, who pays the bills of an organization: what is counted by events, by age and over several tables is mostly money. */
export const PAYER = 'billing-admin'
