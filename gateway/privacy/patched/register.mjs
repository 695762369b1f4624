import { register } from 'node:module'

/** Loaded before a program whose sources are to be patched: `node --import tsx --import register.mjs program.ts`. */
register('./loader.mjs', import.meta.url, { data: JSON.parse(process.env.VEIL_PATCHES ?? '[]') })
