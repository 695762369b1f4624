/** For a machine that does twenty other things. */
export const PATIENCE_MS = 60_000

/** Waits for what no event of the browser tells. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS
  while (!await holds()) {
    if (Date.now() > deadline) throw new Error(`It did not happen: ${holds}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
