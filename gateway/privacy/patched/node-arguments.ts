import { fileURLToPath } from 'node:url'

/** Loaded before a program whose sources are patched. */
export const REGISTER = fileURLToPath(new URL('register.mjs', import.meta.url))

/** What a program is started with, so that one that a patched program starts runs over the same sources. */
export function nodeArguments(): readonly string[] {
  return ['--import', 'tsx', ...(process.env.VEIL_PATCHES === undefined ? [] : ['--import', REGISTER])]
}
