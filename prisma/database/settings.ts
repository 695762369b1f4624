import { isAbsolute, join } from 'node:path'
import { environment as processEnvironment } from '../../schema/settings/environment.ts'
import type { Environment } from '../../schema/settings/environment.ts'
import { familyValues, readValues } from '../../schema/settings/read-values.ts'
import type { SettingValues } from '../../schema/settings/read-values.ts'
import { DatabaseError } from './database-error.ts'
import { projectFolder } from './project-folder.ts'

/** How this process was told to run, where several settings decide together or a form of their own helps; the rest are `values`. */
export interface Settings {
  readonly mode: 'embedded' | 'distributed'
  readonly environment: 'development' | 'production'
  /** Holds the embedded cluster and the generated keys. */
  readonly dataFolder: string
  readonly databaseUrl?: string
  readonly superuserUrl?: string
  readonly roleSecret?: string
  /** From DATABASE_URL_<ROLE>, by role. */
  readonly roleUrls: ReadonlyMap<string, string>
  readonly host: string
  readonly port: number
  readonly poolSize: number
  /** All settings, by name. */
  readonly values: SettingValues
}

/** Reads the environment once, at the start. All mistakes are told at once, by name and never with the value. */
export function readSettings(environment: Environment = processEnvironment(), overrides: Partial<Settings> = {}): Settings {
  const { values, mistakes } = readValues(environment)
  if (!values) throw invalid(mistakes)
  const mode = overrides.mode ?? values.VEIL_MODE
  return {
    mode,
    environment: values.VEIL_ENVIRONMENT ?? guessEnvironment(mode, values.NODE_ENV),
    dataFolder: isAbsolute(values.VEIL_DATA) ? values.VEIL_DATA : join(projectFolder, values.VEIL_DATA),
    databaseUrl: values.DATABASE_URL,
    superuserUrl: values.DATABASE_SUPERUSER_URL,
    roleSecret: values.DATABASE_ROLE_SECRET,
    roleUrls: new Map(familyValues('DATABASE_URL_<ROLE>', environment).map(([role, url]) => [`vg_${role.toLowerCase()}`, url])),
    host: values.HOST,
    port: values.PORT,
    poolSize: values.VEIL_POOL_SIZE,
    values,
    ...overrides,
  }
}

/** Whoever runs several processes is taken to mean it, unless they say otherwise. */
function guessEnvironment(mode: Settings['mode'], nodeEnvironment: string | undefined): Settings['environment'] {
  return mode === 'distributed' || nodeEnvironment === 'production' ? 'production' : 'development'
}

function invalid(mistakes: readonly string[]): DatabaseError {
  return new DatabaseError('SETTINGS_INVALID', `The environment is not usable:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`)
}
