import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './project-folder.ts'

/** What the content of a demo database depends on. */
const SOURCES = ['prisma/migrations', 'prisma/seed', 'prisma/database/batch-insert.ts', 'subgraphs/engine/cube', 'schema/policy/detectors.ts']

/** Changes with everything that a migrated and seeded database is made from; tests among it are left out. */
export function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(filesBelow)) hash.update(path).update(readFileSync(join(projectFolder, path)))
  return hash.digest('hex').slice(0, 12)
}

function filesBelow(path: string): readonly string[] {
  const full = join(projectFolder, path)
  if (!existsSync(full)) return []
  if (path.endsWith('.ts')) return [path]
  const files = readdirSync(full, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
  return files.map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1)).sort()
}
