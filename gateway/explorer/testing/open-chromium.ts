import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { launch } from 'puppeteer-core'
import type { Browser } from 'puppeteer-core'
import { unpackChromium } from './unpack-chromium.ts'

interface Program {
  readonly path: string
  readonly environment: NodeJS.ProcessEnv
}

const FLAGS = [
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--no-default-browser-check',
  '--disable-domain-reliability', '--disable-gpu', '--font-render-hinting=none',
  // the shared memory of a container is small
  '--disable-dev-shm-usage',
]

const refusalOf = ({ path, environment }: Program): string | undefined => {
  const { status, error, stderr } = spawnSync(path, ['--version'], { env: environment, encoding: 'utf8' })
  return status === 0 ? undefined : error?.message ?? stderr.trim()
}

/** The browser of the package as the system is, else with the libraries that come along. */
const packaged = async (folder: string): Promise<Program> => {
  const { program, libraries, fonts } = await unpackChromium(folder)
  const environment = { ...process.env, ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_FILE: fonts }) }
  const candidates = [{ path: program, environment }, { path: program, environment: { ...environment, LD_LIBRARY_PATH: libraries } }]
  const usable = candidates.find(candidate => refusalOf(candidate) === undefined)
  if (!usable) throw new Error(`The packaged Chromium does not run here: ${candidates.map(refusalOf).join(' | ')}. Name another browser in CHROME_PATH.`)
  return usable
}

const programFor = async (folder: string): Promise<Program> => {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH !== undefined && CHROME_PATH !== '') {
    if (!existsSync(CHROME_PATH)) throw new Error(`CHROME_PATH names ${CHROME_PATH}, which does not exist.`)
    return { path: CHROME_PATH, environment: process.env }
  }
  if (process.platform === 'linux' && process.arch === 'x64') return packaged(folder)
  throw new Error(`There is no packaged Chromium for ${process.platform} on ${process.arch}. Name an installed Chrome or Chromium in CHROME_PATH.`)
}

/** A real browser without a window. It is unpacked below `folder`; CHROME_PATH names another one. */
export const openChromium = async (folder: string): Promise<Browser> => {
  const { path, environment } = await programFor(folder)
  return launch({
    executablePath: path,
    env: environment,
    headless: 'shell',
    // root may not use the sandbox
    args: process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS,
    defaultViewport: { width: 1440, height: 900 },
  })
}
