import { z } from 'zod'
import { parseKeyRing } from '../../schema/policy/key-ring.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { environment as processEnvironment } from '../../schema/settings/environment.ts'
import type { Environment } from '../../schema/settings/environment.ts'
import { DatabaseError } from './database-error.ts'
import { generatedKeys } from './generated-keys.ts'

/** The secrets of the graph; the same for all its processes. */
export interface Keys {
  readonly cursor: Buffer
  readonly pseudonym: KeyRing
  readonly envelope: KeyRing
  readonly audit: Buffer
  readonly tokenHash: KeyRing
}

/** By environment variable. The plural ones are lists `1:<base64 of 32 bytes>[,2:…]`. */
export const KEY_NAMES = ['VEIL_CURSOR_KEY', 'VEIL_PSEUDONYM_KEYS', 'VEIL_ENVELOPE_KEYS', 'VEIL_AUDIT_KEY', 'TOKEN_HASH_KEYS'] as const
export type KeyName = (typeof KEY_NAMES)[number]

export interface KeySources {
  /** `embedded`: what is not configured is generated once. `distributed`: everything is required. */
  readonly mode: 'embedded' | 'distributed'
  /** Where generated keys are kept. */
  readonly folder: string
  readonly environment?: Environment
}

const singleKey = z.base64().length(44)

export function loadKeys({ mode, folder, environment = processEnvironment() }: KeySources): Keys {
  const configured = KEY_NAMES.filter((name) => Boolean(environment[name]))
  const missing = KEY_NAMES.filter((name) => !configured.includes(name))
  if (mode === 'distributed') refuseMissing(missing)
  const generated = missing.length === 0 ? undefined : generatedKeys(folder)
  const textOf = (name: KeyName): string => environment[name] || generated?.[name] || ''
  return {
    cursor: readKey('VEIL_CURSOR_KEY', textOf),
    pseudonym: readRing('VEIL_PSEUDONYM_KEYS', textOf),
    envelope: readRing('VEIL_ENVELOPE_KEYS', textOf),
    audit: readKey('VEIL_AUDIT_KEY', textOf),
    tokenHash: readRing('TOKEN_HASH_KEYS', textOf),
  }
}

function refuseMissing(missing: readonly KeyName[]): void {
  if (missing.length === 0) return
  throw new DatabaseError('KEY_MISSING', `The keys ${missing.join(', ')} are not set. All processes need the same ones; a key is made by node -e "console.log(require('node:crypto').randomBytes(32).toString('base64'))".`)
}

function readKey(name: KeyName, textOf: (name: KeyName) => string): Buffer {
  const text = singleKey.safeParse(textOf(name))
  if (!text.success) throw new DatabaseError('KEY_MALFORMED', `${name} must be the base64 text of 32 bytes.`)
  return Buffer.from(text.data, 'base64')
}

function readRing(name: KeyName, textOf: (name: KeyName) => string): KeyRing {
  const ring = parseKeyRing(textOf(name))
  if (!ring) throw new DatabaseError('KEY_MALFORMED', `${name} must be a list like 1:<base64 text of 32 bytes>,2:<…>.`)
  return ring
}
