import type { FastifyInstance } from 'fastify'
import { buildPage } from '../explorer/build-page.ts'
import { servePage } from '../explorer/serve-page.ts'
import { catalogSource } from './catalog-source.ts'
import { CATALOG_PATHS } from './paths.ts'

/** Paths of this machine are nothing for a visitor. */
const NOT_BUILT = 'the gateway needs its sources and a data folder that it may write to.'

/**
 * The pages of the catalog, as `pages` of a gateway. They hold no fact and no secret: whoever opens them brings a token, and sees what the graph tells its
 * holder. So they may stand in the open. Built when somebody opens one first; nothing is done at the start.
 */
export const catalogPages = (dataFolder: string, onFault?: (cause: unknown) => void): ((app: FastifyInstance) => void) => app => servePage(app, {
  page: [CATALOG_PATHS.overview, `${CATALOG_PATHS.overview}/:entity`], assets: CATALOG_PATHS.assets, title: 'catalog',
  folder: () => buildPage(dataFolder, catalogSource).catch((cause: unknown) => {
    onFault?.(cause)
    throw new Error(NOT_BUILT)
  }),
})
