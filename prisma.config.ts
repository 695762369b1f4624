import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'
import { runningUrl } from './prisma/database/running-url.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Where no native engine is configured its stand-in answers, which needs no download.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= here('prisma/database/schema-engine.mjs')

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: {
    url: process.env['DATABASE_URL'] ?? runningUrl(here('.veilgraph')) ?? '',
    shadowDatabaseUrl: process.env['SHADOW_DATABASE_URL'] ?? '',
  },
})
