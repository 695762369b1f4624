import { randomBytes } from 'node:crypto'
import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { graphql } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { isRecord } from '../../../schema/is-record.ts'
import { allowingAnonymous } from '../../authenticate/allowing-anonymous.ts'
import { refuseEverybody } from '../../authenticate/refuse-everybody.ts'
import { serveAnything } from '../../fixture/subgraph-server.ts'
import { startGateway } from '../../server.ts'
import { subgraphLinks } from '../../sources/subgraph-links.ts'
import { readSettings } from '../../../prisma/database/settings.ts'
import { silentLogger } from '../../silent-logger.ts'
import { foreignSupergraph } from '../../supergraph.ts'
import type { PlainGraph } from './plain-graph.ts'

/** A request as both gateways get it. */
export interface PlainRequest {
  readonly method?: 'GET' | 'POST'
  readonly search?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What a client can tell of an answer. */
export interface PlainAnswer {
  readonly status: number
  readonly contentType: string
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly data: unknown
  /** Order of the keys included. */
  readonly dataText: string
  readonly errors: readonly { readonly message?: unknown; readonly path?: unknown; readonly extensions?: unknown }[]
}

export interface TwoGateways {
  readonly schema: GraphQLSchema
  /** Of ours and of the plain one. */
  ask(request: PlainRequest): Promise<readonly [PlainAnswer, PlainAnswer]>
  stop(): Promise<void>
}

/** What is compared is answers; limits are ours, and tested elsewhere. */
const GENEROUS = { tokens: 100_000, depth: 100, overlaps: 1_000_000, fields: 100_000, rootFields: 1_000, aliases: 1_000, directives: 1_000 }
const NO_COST = { operation: 1_000_000_000, minute: 0, brandMinute: 0 }
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' }

/** The same graph behind our gateway, sensitivity layer on, and behind @apollo/gateway as its documentation sets it up. */
export async function openTwoGateways({ supergraphSdl, subgraphs }: PlainGraph): Promise<TwoGateways> {
  const run = async (name: string, { query, variables }: { readonly query?: string; readonly variables?: Readonly<Record<string, unknown>> }) => {
    const schema = subgraphs.find((subgraph) => subgraph.name === name)?.schema
    if (schema === undefined) throw new Error(`There is no subgraph ${name}.`)
    // as it comes over the wire
    return JSON.parse(JSON.stringify(await graphql({ schema, source: query ?? '', variableValues: variables })))
  }
  const plain = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl, logger: silentLogger, buildService: ({ name }) => ({ process: ({ request }) => run(name, request) }) }),
    logger: silentLogger, includeStacktraceInErrorResponses: false, introspection: true,
  })
  const { url: plainUrl } = await startStandaloneServer(plain, { listen: { host: '127.0.0.1', port: 0 } })
  const supergraph = foreignSupergraph(supergraphSdl, 'the graph of the test')
  const servers = await Promise.all(subgraphs.map(async ({ name }) => ({ name, server: await serveAnything((request, response) => void textOf(request).then(async (text) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(await run(name, JSON.parse(text))))
  })) })))
  const envelopeKeys = { current: 1, keys: new Map([[1, randomBytes(32)]]) }
  const linksOf = subgraphLinks({ keys: envelopeKeys, addresses: new Map(servers.map(({ name, server }) => [name, [server.url]])), values: readSettings({}).values })
  const own = await startGateway({
    supergraph, links: linksOf(supergraph), limits: GENEROUS, cost: NO_COST,
    authenticate: allowingAnonymous(refuseEverybody), envelopeKeys, isDevelopment: true, host: '127.0.0.1', port: 0,
  })
  return {
    schema: supergraph.schema,
    async ask({ method = 'POST', search = '', headers = {}, body }) {
      const init = { method, headers: { ...JSON_HEADERS, ...headers }, ...(method === 'POST' && { body: JSON.stringify(body) }) }
      return [await readAnswer(await fetch(`${own.url}/graphql${search}`, init)), await readAnswer(await fetch(`${plainUrl}${search}`, init))]
    },
    async stop() {
      await own.stop()
      await plain.stop()
      await Promise.all(servers.map(({ server }) => server.stop()))
    },
  }
}

async function textOf(request: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}

async function readAnswer(response: Response): Promise<PlainAnswer> {
  const { status, headers } = response
  const text = await response.text()
  const body: unknown = text.startsWith('{') ? JSON.parse(text) : {}
  const { data, errors } = isRecord(body) ? body : {}
  const contentType = (headers.get('content-type') ?? '').replaceAll(' ', '').toLowerCase()
  return { status, contentType, headers: new Map(headers), data, dataText: JSON.stringify(data) ?? 'none', errors: Array.isArray(errors) ? errors.filter(isRecord) : [] }
}
