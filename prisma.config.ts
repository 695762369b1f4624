import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Where no native engine is configured its stand-in answers, which needs no download.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= fileURLToPath(new URL('prisma/database/schema-engine.mjs', import.meta.url))

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: {
    url: process.env['DATABASE_URL'] ?? '',
    shadowDatabaseUrl: process.env['SHADOW_DATABASE_URL'] ?? '',
  },
})
