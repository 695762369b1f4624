import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { HostileTarget } from './hostile-target.ts'
import { clientOf } from './open-target.ts'
import type { OpenTarget } from './open-target.ts'

const QUIET_MS = 40

/**
 * What an attacker dreams of: it does whatever it is told, whoever asks, tells everything that it knows and repeats what it hears.
 * An attack whose criterion holds even here proves nothing.
 */
export async function naiveTarget({ booty, keys, principal }: Pick<HostileTarget, 'booty' | 'keys' | 'principal'>): Promise<OpenTarget> {
  const server = createServer((socket) => {
    let heard = ''
    let timer: NodeJS.Timeout | undefined
    const answer = (): void => {
      const body = JSON.stringify({
        data: { __typename: 'Query', everything: [booty, Math.random()], echo: heard.slice(0, 200_000) },
        extensions: { queryPlan: 'QueryPlan {}', ftv1: 'x', tracing: {}, stacktrace: ['at x (/work/x.ts:1:1)'], cost: { actual: Math.random() } },
      })
      const head = [`x-powered-by: Naive`, `server: naive`, 'access-control-allow-origin: *', 'cache-control: public, max-age=600', 'content-type: application/json', `x-request-id: <script>alert(1)</script>`]
      socket.end(`HTTP/1.1 200 OK\r\n${head.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
    }
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      heard += data.toString('latin1')
      clearTimeout(timer)
      timer = setTimeout(answer, QUIET_MS)
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const url = `http://127.0.0.1:${portOf(server.address())}`
  return {
    ...clientOf({ url, moduleUrl: `${url}/graphql`, token: async (as) => `naive.${as}.token` }), booty, keys, principal,
    faults: () => [],
    stop: () => new Promise((resolve) => { server.close(() => { resolve() }) }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  return address === null || typeof address === 'string' ? 0 : address.port
}
