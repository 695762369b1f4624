import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { ConnectionFor } from '../../../prisma/database/connection.ts'

/** What passes between the graph and Postgres, as bytes: no part of the product can hide anything from it. */
export interface WireTap {
  /** The same logins, led through the tap. */
  readonly connectionFor: ConnectionFor
  /** What Postgres has sent since the last call. */
  received(): Buffer
  /** Statements that Postgres says it has run since the last call, as it names them: SELECT 20, BEGIN, SET, COMMIT. */
  completed(): readonly string[]
  close(): Promise<void>
}

/** Opens a way to Postgres on a port of its own, which remembers what comes back. */
export async function openWireTap(connectionFor: ConnectionFor): Promise<WireTap> {
  const { hostname, port } = new URL(connectionFor('migration'))
  let chunks: Buffer[] = []
  const tags: string[] = []
  const server = createServer((client) => {
    const postgres = connect(Number(port), hostname)
    const read = tagReader((tag) => void tags.push(tag))
    postgres.on('data', (chunk) => {
      chunks.push(chunk)
      read(chunk)
      client.write(chunk)
    })
    client.on('data', (chunk) => postgres.write(chunk))
    for (const [one, other] of [[client, postgres], [postgres, client]] as const) {
      one.on('close', () => other.destroy())
      one.on('error', () => other.destroy())
    }
  })
  const tapPort = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => { resolve(portOf(server.address())) }))
  return {
    connectionFor: (role) => {
      const url = new URL(connectionFor(role))
      url.host = `127.0.0.1:${tapPort}`
      return url.href
    },
    received() {
      const bytes = Buffer.concat(chunks)
      chunks = []
      return bytes
    },
    completed: () => tags.splice(0),
    close: () => new Promise((resolve) => { server.close(() => { resolve() }) }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The tap has no port.')
  return address.port
}

const COMMAND_COMPLETE = 'C'.charCodeAt(0)
const HEAD_BYTES = 5

/** Messages of the server are a letter, a length and a body; they come in any pieces. */
function tagReader(tell: (tag: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= HEAD_BYTES) {
      const length = 1 + rest.readInt32BE(1)
      if (rest.length < length) return
      if (rest[0] === COMMAND_COMPLETE) tell(rest.toString('utf8', HEAD_BYTES, length - 1))
      rest = rest.subarray(length)
    }
  }
}
