import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { DatabaseError } from './database-error.ts'
import { projectFolder } from './project-folder.ts'

export interface Settings {
  /** `embedded`: one process, keys are generated once. `distributed`: a process a subgraph, keys are required. */
  readonly mode: 'embedded' | 'distributed'
  /** The development issuer, the explorer and the personas exist in `development` only. */
  readonly environment: 'development' | 'production'
  /** Holds the embedded cluster and the generated keys. */
  readonly dataFolder: string
  /** The migration login of an own Postgres 18; without it the embedded one is started. */
  readonly databaseUrl?: string
  /** Makes the migration login, its database and the extensions where they are missing. */
  readonly superuserUrl?: string
  /** The passwords of all roles follow from it. */
  readonly roleSecret?: string
  /** From DATABASE_URL_<MODULE>, by role. */
  readonly roleUrls: ReadonlyMap<string, string>
  readonly host: string
  readonly port: number
  /** Connections a module may open at once. */
  readonly poolSize: number
}

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a url like postgresql://user@host:5432/database' })

const environmentSchema = z.object({
  VEIL_MODE: z.enum(['embedded', 'distributed']).default('embedded'),
  VEIL_ENVIRONMENT: z.enum(['development', 'production']).optional(),
  NODE_ENV: z.string().optional(),
  VEIL_DATA: z.string().default('.veilgraph'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_SUPERUSER_URL: postgresUrl.optional(),
  DATABASE_ROLE_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  VEIL_POOL_SIZE: z.coerce.number().int().min(1).max(50).default(3),
})

const ROLE_URL = /^DATABASE_URL_([A-Z][A-Z0-9_]*)$/

/** Reads the environment once, at the start. All mistakes are told at once, by name and never with the value. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env, overrides: Partial<Settings> = {}): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) throw invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const { VEIL_DATA, ...values } = parsed.data
  const mode = overrides.mode ?? values.VEIL_MODE
  return {
    mode,
    environment: values.VEIL_ENVIRONMENT ?? guessEnvironment(mode, values.NODE_ENV),
    dataFolder: isAbsolute(VEIL_DATA) ? VEIL_DATA : join(projectFolder, VEIL_DATA),
    databaseUrl: values.DATABASE_URL,
    superuserUrl: values.DATABASE_SUPERUSER_URL,
    roleSecret: values.DATABASE_ROLE_SECRET,
    roleUrls: readRoleUrls(given),
    host: values.HOST,
    port: values.PORT,
    poolSize: values.VEIL_POOL_SIZE,
    ...overrides,
  }
}

/** Whoever runs several processes is taken to mean it, unless they say otherwise. */
function guessEnvironment(mode: Settings['mode'], nodeEnvironment: string | undefined): Settings['environment'] {
  return mode === 'distributed' || nodeEnvironment === 'production' ? 'production' : 'development'
}

function readRoleUrls(given: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(given).flatMap(([name, value]) => {
    const module = ROLE_URL.exec(name)?.[1]
    if (module === undefined) return []
    const url = postgresUrl.safeParse(value)
    if (!url.success) throw invalid([`${name}: must be a url like postgresql://user@host:5432/database`])
    return [[`vg_${module.toLowerCase()}`, url.data]]
  }))
}

function invalid(problems: readonly string[]): DatabaseError {
  return new DatabaseError('SETTINGS_INVALID', `The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
}
