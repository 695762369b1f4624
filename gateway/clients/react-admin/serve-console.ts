import type { FastifyInstance } from 'fastify'
import { buildPage } from '../../explorer/build-page.ts'
import { servePage } from '../../explorer/serve-page.ts'
import { consoleSource } from './console-source.ts'

/** The example console at `/console`, built when somebody opens it first. It signs in by the tokens that the explorer gives to its own pages. */
export const serveConsole = (app: FastifyInstance, dataFolder: string): void =>
  servePage(app, { page: '/console', assets: consoleSource.assets, title: 'console', folder: () => buildPage(dataFolder, consoleSource) })
