import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A way to Postgres that can be made slow, or to end in silence. */
export interface SlowProxy {
  readonly port: number
  /** Delays everything that is sent, in each direction; Infinity holds it back until the next call. */
  delay(ms: number): void
  close(): Promise<void>
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo => typeof address === 'object' && address !== null

/** Passes connections on to a port of this machine; what is sent keeps its order. */
export const slowProxy = async (target: () => number): Promise<SlowProxy> => {
  let delayMs = 0
  let release: (() => void)[] = []
  const sockets = new Set<Socket>()

  const held = (): Promise<void> => new Promise(resolve => {
    if (delayMs === Infinity) release.push(resolve)
    else setTimeout(resolve, delayMs)
  })
  const pass = (from: Socket, to: Socket): void => {
    let last: Promise<void> = Promise.resolve()
    from.on('data', (chunk: Buffer) => {
      if (delayMs === 0) return void (last = last.then(() => void to.write(chunk)))
      const waited = held()
      last = last.then(() => waited).then(() => void to.write(chunk))
    })
    from.on('close', () => void last.then(() => to.destroy()))
    from.on('error', () => to.destroy())
    sockets.add(from)
    from.on('close', () => sockets.delete(from))
  }
  const server = createServer(client => {
    const upstream = connect(target(), '127.0.0.1')
    client.setNoDelay(true)
    upstream.setNoDelay(true)
    pass(client, upstream)
    pass(upstream, client)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: isAddress(address) ? address.port : 0,
    delay(ms) {
      delayMs = ms
      for (const go of release.splice(0)) go()
      release = []
    },
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    }),
  }
}
