import { existsSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { buildTestDatabase } from './prisma/database/build-test-database.ts'
import type { ConnectionFor } from './prisma/database/connection.ts'
import { readSettings } from './prisma/database/settings.ts'
import './prisma/database/test-database.ts'

/** Once a test run: the embedded cluster with a seeded database, whatever database the environment configures. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { dataFolder } = readSettings()
  const { port, name, release } = await buildTestDatabase({ dataFolder, seed })
  project.provide('testDatabaseUrl', `postgresql://vg_owner@127.0.0.1:${port}/${name}`)
  return release
}

async function seed(connectionFor: ConnectionFor): Promise<void> {
  const source = new URL('./prisma/seed/seed.ts', import.meta.url)
  if (!existsSync(source)) return
  const { seedDatabase } = await import(source.href)
  await seedDatabase({ connectionFor, scale: 1, log: () => undefined })
}
