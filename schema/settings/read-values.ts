import { z } from 'zod'
import { environment } from './environment.ts'
import type { Environment } from './environment.ts'
import { SETTINGS, SETTING_FAMILIES } from './settings-table.ts'

const table = z.object(SETTINGS)

/** The settings as they are used: parsed, with their defaults. */
export type SettingValues = z.output<typeof table>

export type ReadValues =
  | { readonly values: SettingValues; readonly mistakes: readonly [] }
  /** One line each: the name, and what is wrong, without the value. */
  | { readonly values: undefined; readonly mistakes: readonly string[] }

/** Reads all settings and finds all mistakes. An empty variable is one that is not set. */
export function readValues(given: Environment = environment()): ReadValues {
  const set = withoutEmpty(given)
  const parsed = table.safeParse(set)
  const mistakes = [...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`), ...familyMistakes(set)]
  return parsed.success && mistakes.length === 0 ? { values: parsed.data, mistakes: [] } : { values: undefined, mistakes }
}

/** What is set, by name. */
export function withoutEmpty(given: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The members of a family that are set: what stands for `<ROLE>` in their names, and their values. */
export function familyValues(family: keyof typeof SETTING_FAMILIES, given: Environment): readonly (readonly [string, string])[] {
  const { pattern } = SETTING_FAMILIES[family]
  return Object.entries(withoutEmpty(given)).flatMap(([name, value]) => {
    const [, member] = pattern.exec(name) ?? []
    return member === undefined ? [] : [[member, value] as const]
  })
}

function familyMistakes(set: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(SETTING_FAMILIES).flatMap(({ pattern, type }) => Object.entries(set)
    .filter(([name]) => pattern.test(name))
    .flatMap(([name, value]) => (type.safeParse(value).error?.issues ?? []).map(({ message }) => `${name}: ${message}`)))
}
