import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { runningUrl } from '../../prisma/database/running-url.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import type { CheckFinding } from '../../schema/check/check-finding.ts'
import { checkSchema } from '../../schema/check/check-schema.ts'
import type { GraphVersion } from '../../schema/check/check-schema.ts'
import { parsePolicy } from '../../schema/policy/parse-policy.ts'
import { usedBy } from './used-by.ts'

/** `npm run schema:check -- OLD [--new FILE] [--json]`: OLD is the file of a supergraph or a git ref. Ends with 1 where something breaks, with 2 where it cannot tell. */

const SUPERGRAPH = 'schema/supergraph.graphql'
const POLICY = 'schema/policy/clearance.yaml'
const REF = /^[A-Za-z0-9][\w./^~@{}-]*$/

class CheckFailure extends Error {}

const ofRef = (ref: string, path: string): string => {
  try {
    return execFileSync('git', ['show', `${ref}:${path}`], { cwd: projectFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 << 20 })
  } catch {
    throw new CheckFailure(`There is no ${path} at ${ref}.`)
  }
}

/** A ref knows its clearance table too; a file does not. */
const versionOf = (old: string): GraphVersion => {
  if (existsSync(old)) return { sdl: readFileSync(old, 'utf8') }
  if (!REF.test(old)) throw new CheckFailure('Name a file, or a git ref.')
  return { sdl: ofRef(old, SUPERGRAPH), policy: parsePolicy(`${old}:${POLICY}`, ofRef(old, POLICY)) }
}

const own = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')

/** Undefined where no database is known, or it cannot be asked: then nothing is said about use. */
const usage = async (): Promise<ReadonlyMap<string, number> | undefined> => {
  const { databaseUrl, dataFolder } = readSettings()
  const url = databaseUrl ?? runningUrl(dataFolder)
  return url === undefined ? undefined : usedBy(url).catch(() => undefined)
}

const LABELS = { SCHEMA: 'breaking', VARIANT: 'breaking in a variant', PRIVACY: 'privacy' } as const

const line = ({ kind, change, message, variant, usedBy: operations }: CheckFinding): string => {
  const used = operations === undefined ? '' : operations === 0 ? '  unused in 30 days' : `  USED by ${operations} operations in 30 days`
  return `${LABELS[kind].padEnd(22)}${change.padEnd(34)}${variant === undefined ? '' : `[${variant}] `}${message}${used}`
}

const main = async (): Promise<void> => {
  const { values: { json, new: file }, positionals: [old] } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, new: { type: 'string' } } })
  if (old === undefined) throw new CheckFailure('npm run schema:check -- OLD [--new FILE] [--json], where OLD is the file of a supergraph or a git ref.')
  const now: GraphVersion = { sdl: file === undefined ? own(SUPERGRAPH) : readFileSync(file, 'utf8'), policy: parsePolicy(POLICY, own(POLICY)) }
  const used = await usage()
  const findings = checkSchema(versionOf(old), now).map((finding): CheckFinding => ({ ...finding, ...used && { usedBy: used.get(finding.at) ?? 0 } }))
  if (findings.length > 0) process.exitCode = 1
  if (json) return void process.stdout.write(`${JSON.stringify({ old, asked: used !== undefined, findings }, null, 2)}\n`)
  const told = used === undefined ? 'nobody was asked whether it is used: no database is configured or running' : 'use: the last 30 days of gateway.schema_usage'
  process.stdout.write(`${[...findings.map(line), `${findings.length} changes break something; ${told}`].join('\n')}\n`)
}

await main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The versions could not be compared.'}\n`)
  process.exitCode = 2
})
