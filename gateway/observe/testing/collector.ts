import { createServer } from 'node:http'
import { z } from 'zod'

/** A span as a collector is sent it. */
export interface CollectedSpan {
  readonly service: string
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string | undefined
  readonly attributes: Readonly<Record<string, string>>
}

/** Stands in for a collector of OpenTelemetry, OTLP over HTTP in JSON. */
export interface Collector {
  readonly url: string
  /** Spans so far. */
  readonly spans: readonly CollectedSpan[]
  /** Everything that was sent, as it was sent: addresses, headers, bodies. */
  received(): string
  stop(): Promise<void>
}

const attribute = z.object({ key: z.string(), value: z.object({ stringValue: z.string() }) })
const attributes = z.array(attribute).default([])
const body = z.object({
  resourceSpans: z.array(z.object({
    resource: z.object({ attributes }),
    scopeSpans: z.array(z.object({ spans: z.array(z.object({ name: z.string(), traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional(), attributes })) })),
  })),
})

const recordOf = (all: z.infer<typeof attributes>): Record<string, string> => Object.fromEntries(all.map(({ key, value }) => [key, value.stringValue]))

/** Listens on a port of its own. An attribute that is no text is refused, and so is whatever is no span. */
export const openCollector = async (): Promise<Collector> => {
  const spans: CollectedSpan[] = []
  const texts: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('end', () => {
      texts.push(`${request.url ?? ''} ${JSON.stringify(request.headers)}`, text)
      for (const { resource, scopeSpans } of body.parse(JSON.parse(text)).resourceSpans) {
        const { 'service.name': service = '' } = recordOf(resource.attributes)
        for (const span of scopeSpans.flatMap(scope => scope.spans)) {
          const { name, traceId, spanId, parentSpanId } = span
          spans.push({ service, name, traceId, spanId, parentId: parentSpanId || undefined, attributes: recordOf(span.attributes) })
        }
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  const port = await new Promise<number>(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    received: () => texts.join('\n'),
    stop: () => new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
