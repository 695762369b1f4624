import { randomFillSync } from 'node:crypto'

const COUNTER_END = 0x1000
const EACH = 10

// Random bytes for many ids at once: one call for each id would cost ten times as much as all the rest.
const pool = Buffer.alloc(EACH * 400)
let used = pool.length

let lastMs = 0
let counter = 0

/**
 * A uuid of version 7 made in this process: its order is the order of making, also within one millisecond
 * and when the clock is set back. For rows whose id must be known before the database has seen them.
 */
export function uuidV7(now: number = Date.now()): string {
  const at = nextRandom()
  if (now > lastMs) {
    lastMs = now
    // half of the room is left for those that follow in this millisecond
    counter = pool.readUInt16BE(at) & 0x7ff
  } else if (++counter === COUNTER_END) {
    lastMs += 1
    counter = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = ((pool.readUInt16BE(at + 2) & 0x3fff) | 0x8000).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}-${pool.toString('hex', at + 4, at + EACH)}`
}

/** Place of bytes that no id has had. */
function nextRandom(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const at = used
  used += EACH
  return at
}
