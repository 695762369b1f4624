import type { FastifyInstance } from 'fastify'
import type { Settings } from '../prisma/database/settings.ts'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import { catalogPages } from './catalog/catalog-pages.ts'
import { developmentPages } from './development-pages.ts'
import { logFault } from './log.ts'

/** The catalog stands on every gateway, since it shows to everybody what the graph tells them; what hands out tokens of demo personas stands in development only. */
export const pagesForPeople = (settings: Settings, envelopeKeys: KeyRing): ((app: FastifyInstance) => Promise<void>) => {
  const openCatalog = catalogPages(settings.dataFolder, cause => logFault({ where: 'catalog pages', cause }))
  const openOthers = developmentPages(settings, envelopeKeys)
  return async app => {
    openCatalog(app)
    await openOthers?.(app)
  }
}
