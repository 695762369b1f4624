import type { Keys } from '../../prisma/database/keys.ts'
import type { Settings } from '../../prisma/database/settings.ts'
import { personas } from '../../prisma/seed/personas.ts'
import type { Brands } from './brands.ts'
import { openAuthenticator } from './open-authenticator.ts'
import type { Authentication } from './open-authentication.ts'
import { trustedProxiesOf } from './open-authentication.ts'
import { personaRights } from './persona-rights.ts'
import { refuseEverybody } from './refuse-everybody.ts'

/** Beside no database no host is of a brand, and a token has to say its own. */
const NO_BRANDS: Brands = {
  ofHost: async () => undefined,
  ofMachine: async () => undefined,
  ofName: async name => name,
  nameOf: async id => personas.find(({ brandId }) => brandId === id)?.brandName,
  close: async () => undefined,
}

/** Who asks, beside no database: nobody, or in development the demo people. */
export const foreignAuthentication = (settings: Settings, keys: Pick<Keys, 'envelope' | 'tokenHash'>): Authentication => ({
  trustedProxies: trustedProxiesOf(settings),
  close: async () => undefined,
  authenticate: settings.environment === 'development'
    ? openAuthenticator({ issuers: [], rights: personaRights(personas), brands: NO_BRANDS, tokenHashKeys: keys.tokenHash, developmentKeys: keys.envelope })
    : refuseEverybody,
})
