/**
 * The schema of the queue of jobs, which a library laid out: the one schema whose tables have neither a brand in their keys nor row security.
 * It holds ids of brands and nothing else; `queue-walls.test.ts` sees to that, and to who may reach it.
 */
export const QUEUE_SCHEMA = 'jobs'
