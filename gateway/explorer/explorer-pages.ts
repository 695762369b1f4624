import type { FastifyInstance } from 'fastify'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { issueDevelopmentToken } from '../authenticate/development-token.ts'
import type { TokenHolder } from '../authenticate/development-token.ts'
import { buildPage } from './build-page.ts'
import { explorerSource } from './explorer-source.ts'
import { registerExplorer } from './serve-explorer.ts'
import type { ExplorerPersona } from './wire.ts'

/** What the explorer of a development gateway is made from. */
export interface ExplorerPagesOptions {
  /** Keeps the built page. */
  readonly dataFolder: string
  /** Name that the gateway was told to listen on. */
  readonly host: string
  readonly envelopeKeys: KeyRing
  readonly personas: readonly (ExplorerPersona & TokenHolder)[]
}

/** The explorer as `pages` of a gateway. It is built while the gateway starts; only whoever opens it earlier has to wait. */
export const explorerPages = ({ dataFolder, host, envelopeKeys, personas }: ExplorerPagesOptions) => (app: FastifyInstance): void => {
  const folder = buildPage(dataFolder, explorerSource)
  // told to whoever opens the page
  folder.catch(() => undefined)
  registerExplorer(app, { folder, host, personas, token: persona => issueDevelopmentToken(envelopeKeys, persona) })
}
