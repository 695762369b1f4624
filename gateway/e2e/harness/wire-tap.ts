import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { ConnectionFor } from '../../../prisma/database/connection.ts'

/** What passes between the graph and Postgres, as bytes: no part of the product can hide anything from it. */
export interface WireTap {
  /** The same logins, led through the tap. */
  readonly connectionFor: ConnectionFor
  /** What Postgres has sent since the last call. */
  received(): Buffer
  close(): Promise<void>
}

/** Opens a way to Postgres on a port of its own, which remembers what comes back. */
export async function openWireTap(connectionFor: ConnectionFor): Promise<WireTap> {
  const { hostname, port } = new URL(connectionFor('migration'))
  let chunks: Buffer[] = []
  const server = createServer((client) => {
    const postgres = connect(Number(port), hostname)
    postgres.on('data', (chunk) => {
      chunks.push(chunk)
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
    close: () => new Promise((resolve) => { server.close(() => { resolve() }) }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The tap has no port.')
  return address.port
}
