/** Names the database with the canaries; raise it with every change of what is planted. */
export const PLANTED = 'canaries 4'
