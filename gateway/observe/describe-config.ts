import type { ZodType } from 'zod'
import { settingFacts } from '../../schema/settings/facts.ts'
import type { SettingFacts } from '../../schema/settings/facts.ts'
import { withoutEmpty } from '../../schema/settings/read-values.ts'
import { SETTINGS, SETTING_FAMILIES } from '../../schema/settings/settings-table.ts'
import type { Environment } from '../../schema/settings/environment.ts'
import type { Flags } from '../config.ts'

/** One setting as an operator may see it. */
export interface ShownSetting {
  readonly name: string
  readonly group: SettingFacts['group']
  /** Secrets are `set` or `unset`, urls are without credentials, what cannot be read is `invalid`. */
  readonly value: string
  readonly source: 'flag' | 'environment' | 'default'
}

const UNSET = 'unset'

const factsOf = (type: ZodType): SettingFacts => settingFacts.get(type) ?? { group: 'tools', doc: '', isSecret: true }

/** Keeps protocol, place and path. What stands behind `?` or `#` can be a password as well. */
const withoutCredentials = (text: string): string => {
  if (!URL.canParse(text)) return 'set'
  const { protocol, host, pathname, search, hash } = new URL(text)
  return `${search}${hash}`.includes('@') ? 'set' : `${protocol}//${host}${pathname}`
}

// the words of a list may be urls, with or without a name before them
const redacted = (text: string): string => text.trim().split(/[\s,]+/).map(word => {
  const start = /[a-z][a-z0-9+.-]*:\/\//i.exec(word)?.index
  return start === undefined ? word : `${word.slice(0, start)}${withoutCredentials(word.slice(start))}`
}).join(' ')

const shown = (type: ZodType, text: string | undefined): string => {
  const parsed = type.safeParse(text)
  if (!parsed.success) return 'invalid'
  if (factsOf(type).isSecret) return text === undefined ? UNSET : 'set'
  if (text !== undefined) return redacted(text)
  const value = parsed.data
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return UNSET
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}

/** What flags say comes before the environment. */
const fromFlags = ({ port, distributed, foreign }: Flags): Readonly<Record<string, string | undefined>> => ({
  PORT: port, VEIL_MODE: distributed ? 'distributed' : undefined, FOREIGN_SUBGRAPHS: foreign?.join(' '),
})

/** The configuration that a start with these flags and this environment would have, fit to be shown. */
export const describeConfig = (flags: Flags, environment: Environment): readonly ShownSetting[] => {
  const set = withoutEmpty(environment)
  const told = fromFlags(flags)
  const single = Object.entries(SETTINGS).map(([name, type]): ShownSetting => {
    const text = told[name] ?? set[name]
    return { name, group: factsOf(type).group, value: shown(type, text), source: told[name] !== undefined ? 'flag' : text === undefined ? 'default' : 'environment' }
  })
  const many = Object.values(SETTING_FAMILIES).flatMap(({ pattern, type }) => Object.keys(set).filter(name => pattern.test(name))
    .map((name): ShownSetting => ({ name, group: factsOf(type).group, value: shown(type, set[name]), source: 'environment' })))
  return [...single, ...many]
}

/** In columns, by group. */
export const configText = (settings: readonly ShownSetting[]): string => {
  const width = Math.max(...settings.map(({ name }) => name.length))
  const groups = [...new Set(settings.map(({ group }) => group))]
  return groups.map(group => [group, ...settings.filter(one => one.group === group).map(({ name, value, source }) => `  ${name.padEnd(width)}  ${source.padEnd(11)}  ${value}`)].join('\n')).join('\n\n')
}
