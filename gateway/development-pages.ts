import type { Settings } from '../prisma/database/settings.ts'
import { personas } from '../prisma/seed/personas.ts'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import { serveConsole } from './clients/react-admin/serve-console.ts'
import { explorerPages } from './explorer/explorer-pages.ts'
import type { GatewayOptions } from './server.ts'

/** Pages for people, in development only: they hand out tokens of the demo personas. */
export const developmentPages = ({ environment, dataFolder, host }: Settings, envelopeKeys: KeyRing): GatewayOptions['pages'] => {
  if (environment !== 'development') return undefined
  const openExplorer = explorerPages({ dataFolder, host, envelopeKeys, personas })
  return app => {
    openExplorer(app)
    serveConsole(app, dataFolder)
  }
}
