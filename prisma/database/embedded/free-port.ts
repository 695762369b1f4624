import { createHash } from 'node:crypto'
import { createServer } from 'node:net'

const LOWEST = 15_000
const COUNT = 10_000

/** The same port for the same folder wherever possible, so that a database tool can remember it; else any free one. */
export async function freePort(folder: string): Promise<number> {
  const usual = LOWEST + createHash('sha256').update(folder).digest().readUInt32BE() % COUNT
  return await listenOnce(usual) ?? await listenOnce(0) ?? usual
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
