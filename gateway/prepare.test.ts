import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectFolder } from '../prisma/database/project-folder.ts'

const LOCK = {
  '': { name: 'small' },
  'node_modules/needed': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
}
const { '': _root, 'node_modules/for-another-system': _other, ...INSTALLED } = LOCK

let folder: string

/** A small project with an npm that only writes down how it was called. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'veilgraph-prepare-'))
  for (const name of ['gateway', 'bin', 'node_modules']) mkdirSync(join(folder, name))
  copyFileSync(join(projectFolder, 'gateway/prepare.mjs'), join(folder, 'gateway/prepare.mjs'))
  symlinkSync(join(projectFolder, 'node_modules/tsx'), join(folder, 'node_modules/tsx'))
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\necho "$@" >> "${folder}/npm-calls"\necho broken >&2\nexit \${NPM_STATUS:-0}\n`)
  chmodSync(join(folder, 'bin/npm'), 0o755)
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: LOCK }))
  writeInstalled(INSTALLED)
})
afterEach(() => rmSync(folder, { recursive: true }))

function writeInstalled(packages: Readonly<Record<string, unknown>>): void {
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: `${folder}/bin:${process.env['PATH']}`, ...environment } })
  let output = ''
  child.stdout.on('data', (chunk) => { output += chunk })
  child.stderr.on('data', (chunk) => { output += chunk })
  return { child, ended: once(child, 'close').then(([code]) => ({ code, output })), output: () => output }
}

const prepare = (environment?: NodeJS.ProcessEnv) => start(['gateway/prepare.mjs'], environment).ended
const npmCalls = () => (existsSync(join(folder, 'npm-calls')) ? readFileSync(join(folder, 'npm-calls'), 'utf8') : '')

describe('prepare', () => {
  it('is silent and installs nothing where everything is there', async () => {
    expect(await prepare()).toEqual({ code: 0, output: '' })
    expect(npmCalls()).toBe('')
  })

  it('installs when nothing is installed, or another version than the locked one', async () => {
    rmSync(join(folder, 'node_modules/.package-lock.json'))
    expect(await prepare()).toEqual({ code: 0, output: 'Installing packages …\n' })
    writeInstalled({ 'node_modules/needed': { version: '0.9.0', integrity: 'sha512-b' } })
    await prepare()
    writeInstalled({})
    await prepare()
    expect(npmCalls().match(/^ci /gm)).toHaveLength(3)
  })

  it('lets one of two commands install, and the other wait for it', async () => {
    writeInstalled({})
    const list = JSON.stringify({ packages: INSTALLED })
    writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\necho "$@" >> "${folder}/npm-calls"\nsleep 1\necho '${list}' > "${folder}/node_modules/.package-lock.json"\n`)
    const [one, other] = await Promise.all([prepare(), prepare()])
    expect(npmCalls().match(/^ci /gm)).toHaveLength(1)
    expect([one.code, other.code]).toEqual([0, 0])
    expect([one.output, other.output].sort()).toEqual(['Another command prepares this folder; waiting for it …\n', 'Installing packages …\n'])
    expect(existsSync(join(folder, '.veilgraph-preparing'))).toBe(false)
  })

  it('waits for nobody who is gone', async () => {
    const { child, ended } = start(['-e', ''])
    await ended
    writeFileSync(join(folder, '.veilgraph-preparing'), String(child.pid))
    writeInstalled({})
    expect(await prepare()).toEqual({ code: 0, output: 'Installing packages …\n' })
  })

  it('says what npm said when that fails, and stops', async () => {
    writeInstalled({})
    expect(await prepare({ NPM_STATUS: '1' })).toEqual({ code: 1, output: 'Installing packages …\nThe packages could not be installed.\nbroken\n\n' })
  })

  it('refuses an old Node in one line', async () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' }); await import('./gateway/prepare.mjs')`
    const { code, output } = await start(['--input-type=module', '-e', pretend]).ended
    expect(code).toBe(1)
    expect(output).toBe('veilgraph needs Node 20.19 or newer; this is 18.20.0. Get one at https://nodejs.org.\n')
  })

  it('becomes the program, with its arguments and its signals', async () => {
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
    writeFileSync(join(folder, 'program.ts'), `
      const words: readonly string[] = process.argv.slice(2)
      process.on('SIGTERM', () => { console.log('bye'); process.exit(7) })
      console.log(process.argv[1], words.join(' '))
      setInterval(() => {}, 1e6)`)
    const { child, ended, output } = start(['gateway/prepare.mjs', 'program.ts', '--port', '4000'])
    await once(child.stdout, 'data')
    expect(output()).toBe(`${join(folder, 'program.ts')} --port 4000\n`)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 7, output: expect.stringContaining('bye') })
  })
})
