import { randomBytes } from 'node:crypto'

const COUNTER_END = 0x1000

let lastMs = 0
let counter = 0

/**
 * A uuid of version 7 made in this process: its order is the order of making, also within one millisecond
 * and when the clock is set back. For rows whose id must be known before the database has seen them.
 */
export function uuidV7(now: number = Date.now()): string {
  const random = randomBytes(10)
  if (now > lastMs) {
    lastMs = now
    // half of the room is left for those that follow in this millisecond
    counter = random.readUInt16BE(0) & 0x7ff
  } else if (++counter === COUNTER_END) {
    lastMs += 1
    counter = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = ((random.readUInt16BE(2) & 0x3fff) | 0x8000).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}-${random.toString('hex', 4)}`
}
