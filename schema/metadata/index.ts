// Written by prisma/generator from prisma/schema. Change the model there, then run: npm run generate
import type { ModuleMetadata } from '../model.ts'
import { audit } from './audit.ts'
import { billing } from './billing.ts'
import { cooperative } from './cooperative.ts'
import { entitlements } from './entitlements.ts'
import { identity } from './identity.ts'
import { integration } from './integration.ts'
import { organization } from './organization.ts'
import { support } from './support.ts'
export { gatewayState } from './gateway.ts'
export { platform } from './platform.ts'

export const modules: readonly ModuleMetadata[] = [
  identity,
  organization,
  entitlements,
  billing,
  cooperative,
  support,
  audit,
  integration,
]
