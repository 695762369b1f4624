import type { ConnectionFor } from '../../prisma/database/connection.ts'
import type { Keys } from '../../prisma/database/keys.ts'
import type { Settings } from '../../prisma/database/settings.ts'
import type { Fault } from '../fault.ts'
import { GatewayError } from '../gateway-error.ts'
import { openRights } from '../rights/open-rights.ts'
import { openBrands } from './brands.ts'
import type { Authenticate } from './caller.ts'
import { readIssuers } from './issuer-settings.ts'
import { readNetworks } from './networks.ts'
import type { Networks } from './networks.ts'
import { openAuthenticator } from './open-authenticator.ts'

/** The front of a gateway: who asks, and what they may do. */
export interface Authentication {
  readonly authenticate: Authenticate
  readonly trustedProxies: Networks
  close(): Promise<void>
}

/** What it is made from. */
export interface AuthenticationOptions {
  readonly settings: Settings
  readonly keys: Pick<Keys, 'envelope' | 'tokenHash'>
  readonly connectionFor: ConnectionFor
  /** Where the settings name none. */
  readonly defaultBrand?: string
  onFault?(fault: Fault): void
}

/** The proxies of the settings; a list that cannot be read ends the start. */
export const trustedProxiesOf = ({ values }: Settings): Networks => {
  const networks = readNetworks(values.VEIL_TRUSTED_PROXIES)
  if (!networks) throw new GatewayError('PROXIES_INVALID', 'VEIL_TRUSTED_PROXIES must be networks like 10.0.0.0/8, separated by spaces.')
  return networks
}

/** Opens it over the database of the modules, as role `vg_gateway`. The development issuer is one in development only. */
export const openAuthentication = ({ settings, keys, connectionFor, defaultBrand, onFault }: AuthenticationOptions): Authentication => {
  const issuers = readIssuers(settings.values.VEIL_ISSUERS)
  const trustedProxies = trustedProxiesOf(settings)
  const rights = openRights({ connectionFor, hashKeyVersion: keys.tokenHash.current, onFault: cause => onFault?.({ where: 'rights', cause }) })
  const brands = openBrands({ connectionFor, defaultBrand: settings.values.VEIL_DEFAULT_BRAND ?? defaultBrand })
  return {
    trustedProxies,
    authenticate: openAuthenticator({
      issuers, rights, brands, tokenHashKeys: keys.tokenHash, onFault,
      ...(settings.environment === 'development' && { developmentKeys: keys.envelope }),
    }),
    close: async () => void await Promise.all([rights.close(), brands.close()]),
  }
}
