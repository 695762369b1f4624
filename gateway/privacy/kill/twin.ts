/** The person whose twins the kill test compares: somebody with a place, so that most of the brand is hidden from them. */
export const TWIN = 'admin'
