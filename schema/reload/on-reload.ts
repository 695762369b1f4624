import { unwatchFile, watchFile } from 'node:fs'

/** When files are read again. */
export interface ReloadOptions {
  readonly files: readonly string[]
  /** How often the files are looked at; 0 waits for the signal alone. */
  readonly everyMs: number
  reload(): Promise<void> | void
}

/**
 * Reads files again on SIGHUP, and where wanted when one of them changes. They are looked at and not listened to: a file that an orchestrator
 * replaces by a link to another one tells nobody. Calling the answer stops it.
 */
export function onReload({ files, everyMs, reload }: ReloadOptions): () => void {
  let running: Promise<void> = Promise.resolve()
  // one after the other, so that what was read last is what holds
  const again = (): void => { running = running.then(reload) }
  process.on('SIGHUP', again)
  if (everyMs > 0) for (const file of files) watchFile(file, { interval: everyMs, persistent: false }, again)
  return () => {
    process.off('SIGHUP', again)
    if (everyMs > 0) for (const file of files) unwatchFile(file, again)
  }
}
