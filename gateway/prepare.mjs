/**
 * What every npm script does first, on a machine that has nothing but Node: checks the version, installs the packages,
 * generates the Prisma client; each only where it is missing or out of date. Then it becomes the program named on the
 * command line: `node gateway/prepare.mjs gateway/main.ts --port 4000`.
 *
 * Plain JavaScript without imports from npm, because it runs before there are any.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const MINIMUM_NODE = [20, 19]
const stamp = join(project, 'prisma/client/.made-from')
const WAIT_MS = 250
const MOST_WRITING_MS = 5_000

const [program, ...args] = process.argv.slice(2)
refuseOldNode()
prepare()
if (program?.endsWith('.ts')) await become(resolve(project, program), args)

/** Looks first, and again behind the lock: whoever waited for another finds nothing left to do. */
function prepare() {
  const needsClient = program !== '--install-only'
  if (areInstalled() && (!needsClient || clientIsCurrent())) return
  const release = takeLock()
  try {
    if (!areInstalled()) install()
    if (needsClient && !clientIsCurrent()) generateClient()
  } finally {
    release()
  }
}

/** Two commands begun in a fresh clone would install into each other's folders. A lock whose process is gone counts for nothing. */
function takeLock() {
  const lock = join(project, '.veilgraph-preparing')
  for (let isTold = false; ; isTold = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      const release = () => rmSync(lock, { force: true })
      process.once('exit', release)
      return () => {
        process.off('exit', release)
        release()
      }
    } catch (failure) {
      if (failure.code !== 'EEXIST') throw failure
    }
    const [holder, age] = holderOf(lock)
    // a file without a number was made a moment ago, or by something that died in between
    if (holder === undefined ? age > MOST_WRITING_MS : !isAlive(holder)) rmSync(lock, { force: true })
    else if (!isTold) tell('Another command prepares this folder; waiting for it …')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS)
  }
}

function holderOf(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return [pid > 0 ? pid : undefined, Date.now() - statSync(lock).mtimeMs]
  } catch {
    return [undefined, 0]
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (failure) {
    return failure.code === 'EPERM'
  }
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [wantedMajor, wantedMinor] = MINIMUM_NODE
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  giveUp(`veilgraph needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}. Get one at https://nodejs.org.`)
}

/** npm keeps a list of what it installed: every package that is needed here stands in it, in the locked version. */
function areInstalled() {
  const installed = readJson('node_modules/.package-lock.json')
  if (installed === undefined) return false
  return Object.entries(readJson('package-lock.json').packages).every(([path, locked]) => {
    if (path === '') return true
    const found = installed.packages[path]
    return found === undefined ? isDispensable(locked) : found.version === locked.version && found.integrity === locked.integrity
  })
}

/** Packages for other systems are not installed on this one. */
function isDispensable({ optional, devOptional, dev, peer }) {
  return optional || devOptional || peer || (dev && process.env.NODE_ENV === 'production')
}

function install() {
  tell('Installing packages …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], 'The packages could not be installed.')
}

/** The client is large and can be made from the schema at any time, so it is not committed. */
function generateClient() {
  const sources = clientSources()
  tell('Generating the Prisma client …')
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--generator', 'client'], 'The Prisma client could not be generated.')
  writeFileSync(stamp, sources)
}

function clientIsCurrent() {
  return !existsSync(join(project, 'prisma/schema')) || readText(stamp) === clientSources()
}

function clientSources() {
  return hashOf(['package-lock.json', ...filesBelow('prisma/schema')])
}

function run(command, commandArgs, failure) {
  const { status, error, stdout, stderr } = spawnSync(command, commandArgs, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  })
  if (status !== 0) giveUp([failure, error?.message, stdout, stderr].filter(Boolean).join('\n'))
}

/** In this very process: one that only waits for another would have to pass every signal on. */
async function become(path, programArgs) {
  process.argv = [process.execPath, path, ...programArgs]
  const { register } = await import('tsx/esm/api')
  register()
  await import(pathToFileURL(path).href)
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path).update(readFileSync(join(project, path)))
  return hash.digest('hex')
}

function filesBelow(folder) {
  if (!existsSync(join(project, folder))) return []
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(path) : [path]
  }).sort()
}

function readJson(path) {
  const text = readText(join(project, path))
  return text === undefined ? undefined : JSON.parse(text)
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** Beside the output: what a script prints, a token say, may be read by another program. */
function tell(message) {
  process.stderr.write(`${message}\n`)
}

function giveUp(message) {
  console.error(message)
  process.exit(1)
}
