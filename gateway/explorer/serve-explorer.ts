import type { FastifyInstance } from 'fastify'
import { mayFetchToken } from './may-fetch-token.ts'
import { PATHS } from './paths.ts'
import { readExamples } from './read-examples.ts'
import { refusePage } from './refuse-page.ts'
import { servePage } from './serve-page.ts'
import type { ExplorerPersona } from './wire.ts'

/** What the explorer is made of. */
export interface ExplorerOptions<Persona extends ExplorerPersona> {
  /** What `buildPage` made; the page waits for it. */
  readonly folder: string | Promise<string>
  /** Name that the gateway was told to listen on. */
  readonly host: string
  readonly personas: readonly Persona[]
  /** A development token that speaks for one of them. */
  token(persona: Persona): Promise<string>
}

/**
 * Serves the explorer at `/`. For development only: who reaches it can take the token of any demo persona, so only the explorer's own
 * page is given one.
 */
export const registerExplorer = <Persona extends ExplorerPersona>(
  app: FastifyInstance, { folder, host, personas, token }: ExplorerOptions<Persona>,
): void => {
  const examples = readExamples()
  const cards = personas.map(({ name, description, brand, clearances, purposes }): ExplorerPersona => ({ name, description, brand, clearances, purposes }))
  servePage(app, { page: PATHS.page, assets: PATHS.assets, title: 'explorer', folder: () => folder })
  app.get(PATHS.personas, async () => cards)
  app.get(PATHS.examples, async () => examples)
  app.post<{ Params: { name: string } }>(`${PATHS.token}/:name`, async ({ headers, params }, reply) => {
    if (!mayFetchToken(headers, host)) return refusePage(reply, 403)
    const persona = personas.find(({ name }) => name === params.name)
    return persona ? { token: await token(persona) } : refusePage(reply, 404)
  })
}
