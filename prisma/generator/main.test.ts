import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { fixtureFiles, plant } from './fixture.ts'
import type { PrismaFiles } from './prisma-model.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const GENERATOR = fileURLToPath(new URL('main.ts', import.meta.url))
const temporary = mkdtempSync(join(tmpdir(), 'veilgraph-generator-'))
afterAll(() => rmSync(temporary, { recursive: true }))

/** Runs Prisma's command line over the files, as `npm run generate` does, and returns what it said. */
function generate(name: string, files: PrismaFiles): { readonly status: number | null; readonly said: string; readonly written: readonly string[] } {
  const folder = join(temporary, name)
  mkdirSync(join(folder, 'schema'), { recursive: true })
  for (const [path, text] of files) writeFileSync(join(folder, 'schema', path), text)
  writeFileSync(join(folder, 'schema', 'generator.prisma'), `generator veilgraph {
  provider  = "node --import tsx ${GENERATOR}"
  output    = "../metadata"
  domain    = ["identity", "organization", "billing"]
  observers = ["audit"]
}
`)
  const prisma = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, 'generate', '--schema', join(folder, 'schema')], { cwd: ROOT, encoding: 'utf8' })
  const written = readdirSync(folder).includes('metadata') ? readdirSync(join(folder, 'metadata')).sort() : []
  return { status, said: stdout + stderr, written }
}

describe('the generator, called by Prisma', () => {
  it('writes a file for each module and the index', () => {
    const { status, written, said } = generate('good', fixtureFiles)
    expect(status, said).toBe(0)
    expect(written).toEqual(['audit.ts', 'billing.ts', 'identity.ts', 'index.ts', 'organization.ts', 'platform.ts', 'sensitive-fields.ts'])
  })

  it('fails with every problem and writes nothing', () => {
    const { status, written, said } = generate('bad', plant('/// Catalogue key. @public', '/// Catalogue key.', plant('@catalog(plan)', '@catalog(user)')))
    expect(status).not.toBe(0)
    expect(said).toContain('UNCLASSIFIED_COLUMN  Plan.planCode')
    expect(said).toContain('CATALOG_NAME_TAKEN  Plan')
    expect(written).toEqual([])
  })
})
