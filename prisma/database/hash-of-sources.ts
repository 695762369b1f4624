import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { modules } from '../../schema/metadata/index.ts'
import { projectFolder } from './project-folder.ts'

/** What the content of a demo database depends on. */
const SOURCES = ['prisma/migrations', 'prisma/seed', 'prisma/database/batch-insert.ts', 'schema/policy/detectors.ts']
/** The folder also holds what only reads, on which no content depends. */
const PUBLISHER = { begins: 'subgraphs/engine/cube/publish-metrics.ts', below: 'subgraphs/engine/cube' }

/** Changes with everything that a migrated and seeded database is made from; tests among it are left out. */
export function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const path of [...SOURCES.flatMap(filesBelow), ...filesOfPublisher()]) hash.update(path).update(readFileSync(join(projectFolder, path)))
  for (const { entities } of modules) for (const { metrics = [] } of entities) hash.update(JSON.stringify(metrics.filter(({ cube }) => cube)))
  return hash.digest('hex').slice(0, 12)
}

/** The publisher and what it imports, over any number of steps. */
function filesOfPublisher(): readonly string[] {
  const found = new Set([PUBLISHER.begins])
  for (const path of found) {
    for (const [, named = ''] of readFileSync(join(projectFolder, path), 'utf8').matchAll(/ from '(\.[^']+)'/g)) {
      const file = join(dirname(path), named)
      if (file.startsWith(PUBLISHER.below)) found.add(file)
    }
  }
  return [...found].sort()
}

function filesBelow(path: string): readonly string[] {
  const full = join(projectFolder, path)
  if (!existsSync(full)) return []
  if (path.endsWith('.ts')) return [path]
  const files = readdirSync(full, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
  return files.map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1)).sort()
}
