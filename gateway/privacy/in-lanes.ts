/** Works through things in their order, a few at a time. */
export async function inLanes<Job>(lanes: number, jobs: readonly Job[], work: (job: Job) => Promise<void>): Promise<void> {
  const waiting = jobs.values()
  await Promise.all(Array.from({ length: lanes }, async () => { for (const job of waiting) await work(job) }))
}
