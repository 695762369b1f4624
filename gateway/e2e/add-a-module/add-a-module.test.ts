import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { printFigure } from '../../../prisma/database/walls/print-figure.ts'
import { copyProject } from './copy-project.ts'
import { blockFor, fileBlocks, handWrittenLines, readRecipe } from './read-recipe.ts'
import { writeFileBlock } from './write-file-block.ts'

const MOST_LINES = 60

const page = readFileSync(join(projectFolder, 'docs/add-a-module.md'), 'utf8')
const blocks = readRecipe(page)
const copy = mkdtempSync(join(tmpdir(), 'veilgraph-module-'))

async function run(command: string, args: readonly string[]): Promise<string> {
  // a slow machine is no news, and what is printed is the answer
  const { stdout } = await promisify(execFile)(command, [...args], { cwd: copy, env: { ...environment(), VEIL_SLOW_MS: '0' }, maxBuffer: 2 ** 26 })
  return stdout
}

/** A machine of its own: no setting of this run reaches the copy. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VEIL_|DATABASE_|TOKEN_|PORT$|HOST$|VITEST|NODE_ENV$|NODE_OPTIONS$|PRISMA_)/.test(name)))
}

const ask = async (persona: string): Promise<unknown> =>
  JSON.parse(await run(process.execPath, ['--import', 'tsx', 'gateway/e2e/add-a-module/ask-once.ts', persona, 'notes', blockFor(blocks, 'sql'), blockFor(blocks, 'graphql', 'ask')]))

beforeAll(async () => {
  // The user of Postgres gets in, as into a clone of somebody's.
  chmodSync(copy, 0o755)
  copyProject(copy)
  for (const block of fileBlocks(blocks)) writeFileBlock(copy, block)
  for (const line of blockFor(blocks, 'sh', 'run').trim().split('\n')) await run('sh', ['-c', line])
}, 120_000)

afterAll(async () => {
  await run(process.execPath, ['--import', 'tsx', 'prisma/database/reset-main.ts'])
  rmSync(copy, { recursive: true, force: true })
})

describe('docs/add-a-module.md', () => {
  it('makes a module that answers as the page says, in the graph of all modules', async () => {
    expect(await ask('support')).toMatchObject({ data: JSON.parse(blockFor(blocks, 'json', 'answer')) })
  }, 60_000)

  it('needs no SQL by hand', () => {
    const [folder = ''] = readdirSync(join(copy, 'prisma/migrations')).filter((name) => name.endsWith('add_notes'))
    const sql = readFileSync(join(copy, 'prisma/migrations', folder, 'migration.sql'), 'utf8')
    expect(sql).toContain('ALTER TABLE notes.notes FORCE ROW LEVEL SECURITY;')
    expect(sql).toContain('CREATE ROLE vg_notes LOGIN')
  })

  it('counts the lines that a module costs', () => {
    const lines = handWrittenLines(blocks)
    printFigure(`a module costs ${lines} hand-written lines besides its Prisma file`)
    expect(/Written by hand beside the Prisma file: (\d+) lines/.exec(page)?.[1]).toBe(String(lines))
    expect(lines).toBeLessThanOrEqual(MOST_LINES)
  })
})
