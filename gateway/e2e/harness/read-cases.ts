import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Answer, Ask, Door } from './door.ts'

/** One example that can be run: a query in a folder of its own, and the answers of those who ask it. */
export interface Case {
  readonly name: string
  readonly query: string
  readonly how: Ask
  /** Files with an expected answer, by persona. */
  readonly expected: ReadonlyMap<string, string>
}

const FOLDER = fileURLToPath(new URL('..', import.meta.url))
const EXPECTED = /^expected\.([a-z-]+)\.json$/

const entry = z.object({ path: z.string(), action: z.string() })
const withheld = z.object({ sensitivity: z.object({ fields: z.array(entry) }) })

/** Every folder beside `harness` that holds a `query.graphql`. */
export function readCases(): readonly Case[] {
  return readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'query.graphql'))).sort().map((name) => {
    const folder = join(FOLDER, name)
    const personas = readdirSync(folder).flatMap((file) => EXPECTED.exec(file)?.[1] ?? [])
    return {
      name,
      query: readFileSync(join(folder, 'query.graphql'), 'utf8'),
      how: { variables: readJson(join(folder, 'variables.json')), headers: z.record(z.string(), z.string()).optional().parse(readJson(join(folder, 'headers.json'))) },
      expected: new Map(personas.map((persona) => [persona, join(folder, `expected.${persona}.json`)])),
    }
  })
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** The answer as its file shows it: what was withheld as `path: ACTION`, and nothing that differs from run to run. */
export async function runCase(door: Door, { query, how }: Case, as: string): Promise<string> {
  return `${JSON.stringify(shown(await door.ask(query, { ...how, as })), null, 2)}\n`
}

function shown({ status, data, errors, extensions }: Answer): object {
  const parsed = withheld.safeParse(extensions)
  return {
    ...(status !== 200 && { status }),
    ...(errors.length > 0 && { errors: errors.map(({ message, path, extensions: facts }) => ({ message, path, ...facts })) }),
    data,
    ...(parsed.success && { withheld: parsed.data.sensitivity.fields.map(({ path, action }) => `${path}: ${action}`) }),
  }
}
