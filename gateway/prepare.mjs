/**
 * What every npm script does first, on a machine that has nothing but Node: checks the version, installs the packages,
 * generates the Prisma client; each only where it is missing or out of date. Then it becomes the program named on the
 * command line: `node gateway/prepare.mjs gateway/main.ts --port 4000`.
 *
 * Plain JavaScript without imports from npm, because it runs before there are any.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const MINIMUM_NODE = [20, 19]

const [program, ...args] = process.argv.slice(2)
refuseOldNode()
if (!areInstalled()) install()
if (program !== '--install-only') generateClient()
if (program?.endsWith('.ts')) await become(resolve(project, program), args)

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
  const stamp = join(project, 'prisma/client/.made-from')
  const sources = hashOf(['package-lock.json', ...filesBelow('prisma/schema')])
  if (!existsSync(join(project, 'prisma/schema')) || readText(stamp) === sources) return
  tell('Generating the Prisma client …')
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--generator', 'client'], 'The Prisma client could not be generated.')
  writeFileSync(stamp, sources)
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
