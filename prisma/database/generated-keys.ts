import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { DatabaseError } from './database-error.ts'
import { hasCode } from './has-code.ts'

const keyFile = z.object({
  VEIL_CURSOR_KEY: z.string(),
  VEIL_PSEUDONYM_KEYS: z.string(),
  VEIL_ENVELOPE_KEYS: z.string(),
  VEIL_AUDIT_KEY: z.string(),
  TOKEN_HASH_KEYS: z.string(),
})

export type GeneratedKeys = z.infer<typeof keyFile>

/** Keys for one machine, made at the first start and kept: a cursor or a pseudonym stays valid after a restart. */
export function generatedKeys(folder: string): GeneratedKeys {
  const path = join(folder, 'keys.json')
  createOnce(path)
  const keys = keyFile.safeParse(readJson(path))
  if (keys.success) return keys.data
  throw new DatabaseError('KEY_MALFORMED', `${path} does not hold the keys. Delete it to get new ones; cursors and pseudonyms made with the old ones become invalid.`)
}

/** Written aside and linked to its name: two first starts at once agree on one file, and nobody ever reads half of it. */
function createOnce(path: string): void {
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, `${JSON.stringify(newKeys(), null, 2)}\n`, { mode: 0o600 })
  try {
    linkSync(aside, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(aside)
  }
}

function newKeys(): GeneratedKeys {
  return {
    VEIL_CURSOR_KEY: newKey(),
    VEIL_PSEUDONYM_KEYS: `1:${newKey()}`,
    VEIL_ENVELOPE_KEYS: `1:${newKey()}`,
    VEIL_AUDIT_KEY: newKey(),
    TOKEN_HASH_KEYS: `1:${newKey()}`,
  }
}

function newKey(): string {
  return randomBytes(32).toString('base64')
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
