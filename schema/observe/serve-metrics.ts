import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { metricsPage } from './metrics-page.ts'
import { measureProcess } from './process-metrics.ts'

/** Where Prometheus finds this process. */
export interface MetricsServer {
  readonly url: string
  stop(): Promise<void>
}

/** `GET /metrics` on a port of its own, which is not that of the graph: whoever may ask questions need not see how many others do. */
export async function serveMetrics({ host, port }: { readonly host: string; readonly port: number }): Promise<MetricsServer> {
  measureProcess()
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end()
    metricsPage().then(({ type, text }) => response.writeHead(200, { 'content-type': type }).end(text), () => response.writeHead(500).end())
  })
  // a scrape that hangs does not keep a process from ending
  await listening(server.unref(), { host, port })
  return {
    url: urlOf(server, host),
    stop: () => new Promise((resolve) => {
      server.close(() => { resolve() })
      server.closeAllConnections()
    }),
  }
}

function listening(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

function urlOf(server: Server, host: string): string {
  const address = server.address()
  return `http://${host}:${typeof address === 'object' && address ? address.port : ''}/metrics`
}
