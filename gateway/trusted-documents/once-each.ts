import type { FreeDocument } from './document-options.ts'

/** Operations that are remembered; a client that makes up more of them is told of again from the first. */
const MOST = 1_000
const AT_MOST_PER_MINUTE = 60

/** Passes each operation of a client on once, and no more than a few in a minute: whoever sends made-up ones fills no log. */
export const onceEach = (tell: (document: FreeDocument) => void, now: () => number = Date.now): ((document: FreeDocument) => void) => {
  const told = new Set<string>()
  let minute = 0
  let inMinute = 0
  return document => {
    const key = `${document.operationHash} ${document.client.name} ${document.client.version}`
    if (told.has(key)) return
    if (Math.floor(now() / 60_000) !== minute) {
      minute = Math.floor(now() / 60_000)
      inMinute = 0
    }
    if (inMinute >= AT_MOST_PER_MINUTE) return
    inMinute += 1
    const [oldest] = told
    if (told.size >= MOST && oldest !== undefined) told.delete(oldest)
    told.add(key)
    tell(document)
  }
}
