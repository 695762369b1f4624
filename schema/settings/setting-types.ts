import { z } from 'zod'
import { parseKeyRing } from '../policy/key-ring.ts'

// No message repeats the value: what is malformed is often a secret in the wrong place.

/** 0 takes a free one. */
export const portType = z.coerce.number({ error: 'must be a number from 0 to 65535' }).int('must be a number from 0 to 65535')
  .min(0, 'must be a number from 0 to 65535').max(65_535, 'must be a number from 0 to 65535')

/** A whole number within bounds. */
export function countType(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error)
}

/** A part of one. */
export const ratioType = z.coerce.number({ error: 'must be a number from 0 to 1' }).min(0, 'must be a number from 0 to 1').max(1, 'must be a number from 0 to 1')

/** One of a fixed list of words. */
export function wordType<const W extends readonly [string, ...string[]]>(words: W) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` })
}

export const postgresUrlType = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a url like postgresql://user@host:5432/database' })

export const httpUrlType = z.url({ protocol: /^https?$/, error: 'must be a url like http://host:port' })

/** Names between spaces or commas. */
export const namesType = z.string().transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''))

/** `name=value,name=value`, values in percent encoding. */
export const pairsType = z.string().refine(isPairs, 'must be a list like name=value,name=value')

function isPairs(text: string): boolean {
  try {
    return text.split(',').every((pair) => /^\s*[\w-]+\s*=/.test(pair) && decodeURIComponent(pair) !== '')
  } catch {
    // a percent sign that begins nothing
    return false
  }
}

/** One key of 32 bytes. */
export const keyType = z.base64({ error: 'must be the base64 text of 32 bytes' }).length(44, 'must be the base64 text of 32 bytes')

/** Keys by version. */
export const keyRingType = z.string().refine((text) => parseKeyRing(text) !== undefined, 'must be a list like 1:<base64 text of 32 bytes>,2:<…>')
