import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS, SETTING_FAMILIES } from './settings-table.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))

const read = (path: string): string => readFileSync(join(project, path), 'utf8')

/** Files that may read the environment of their process, and why. */
const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^schema\/settings\/environment\.ts$/, 'the one place'],
  [/^gateway\/prepare\.mjs$/, 'runs before anything is installed'],
  [/^prisma\.config\.ts$/, 'read by the tool of Prisma'],
  [/^prisma\/client\//, 'generated'],
  [/^gateway\/executor\.ts$/, 'writes what a library reads'],
  [/^gateway\/privacy\/patched\//, 'hands the kill test its defence'],
  [/^gateway\/compatibility\/run-jest\.ts$/, 'hands the tests of others the path of their tools'],
  [/^gateway\/clients\/typed\/example\//, 'an example: a program of somebody who uses the graph'],
  [/^bench\//, 'measures other products too'],
  [/\.test\.tsx?$|\/testing\/|\/e2e\//, 'tests'],
]

const READS = /\bprocess\s*(?:\?\.|\.)\s*env\b|\bprocess\[['"]env|[{,]\s*env\s*[,}:][^\n]*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'node:process'/

const isKnown = (name: string): boolean => name in SETTINGS || Object.values(SETTING_FAMILIES).some(({ pattern }) => pattern.test(name))

/** Variables of images that are not ours, in docker-compose.yml. */
const OF_OTHER_IMAGES = /^(POSTGRES|KC|KEYCLOAK)_/

describe('the environment', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], { cwd: project, encoding: 'utf8' }).split('\n').filter(Boolean)

  it('is read in one file', () => {
    expect(files.length).toBeGreaterThan(500)
    const readers = files.filter((path) => !EXCEPTIONS.some(([pattern]) => pattern.test(path)) && READS.test(read(path)))
    expect(readers).toEqual([])
  })

  it('would be seen to be read elsewhere', () => {
    for (const text of ['process.env.X', `process['env']`, 'const { env } = process', `import { env } from 'node:process'`]) expect(text).toMatch(READS)
    expect(files.filter((path) => READS.test(read(path)))).toContain('schema/settings/environment.ts')
  })

  it('of the compose file and of the example holds settings only', () => {
    const compose = read('docker-compose.yml')
    const services: Readonly<Record<string, { image?: string; environment?: Record<string, unknown> }>> = parse(compose, { merge: true }).services
    const ours = Object.values(services).filter(({ image }) => image === 'veilgraph').flatMap(({ environment = {} }) => Object.keys(environment))
    const asked = [...compose.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name = '']) => name)
    const example = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name = '']) => name)
    expect(new Set(ours).size).toBeGreaterThan(10)
    expect(example.length).toBeGreaterThan(4)
    expect(ours.filter((name) => !isKnown(name))).toEqual([])
    expect([...asked, ...example].filter((name) => !isKnown(name) && !OF_OTHER_IMAGES.test(name))).toEqual([])
  })

  it('of the example is that which the compose file asks for', () => {
    const compose = read('docker-compose.yml')
    const required = [...compose.matchAll(/\$\{([A-Z0-9_]+):\?/g)].map(([, name = '']) => name)
    for (const name of required) expect(read('.env.example')).toContain(`${name}=`)
  })
})
