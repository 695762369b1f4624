import type { ZodType } from 'zod'
import { SETTING_GROUPS, settingFacts } from '../../schema/settings/facts.ts'
import { SETTINGS, SETTING_FAMILIES } from '../../schema/settings/settings-table.ts'
import type { MetricFacts } from '../../schema/observe/metrics.ts'

/** Of one file the part between two marks, as the tables of settings and metrics have it. */
export interface WrittenPart {
  readonly path: string
  readonly begin: string
  readonly end: string
  readonly text: string
}

/** Set by the compose file itself, by the machine, or for other programs. */
const NOT_HANDED_ON: ReadonlySet<string> = new Set(['NODE_ENV', 'VEIL_DATA', 'VEIL_PORT_OFFSET', 'VEIL_PATCHES', 'FOREIGN_SUBGRAPHS', 'PORT', 'HOST'])

/** What the compose file says once and for all. */
const FIXED: ReadonlySet<string> = new Set(['VEIL_MODE', 'SUBGRAPHS', 'VEIL_GATEWAY'])

const cell = (text: string): string => text.replaceAll('|', '\\|')

const defaultOf = (type: ZodType): string => {
  const { data } = type.safeParse(undefined)
  if (data === undefined || (Array.isArray(data) && data.length === 0)) return ''
  return typeof data === 'object' ? JSON.stringify(data) : String(data)
}

const all: readonly (readonly [string, ZodType])[] = [...Object.entries(SETTINGS), ...Object.entries(SETTING_FAMILIES).map(([name, { type }]) => [name, type] as const)]

/** All settings, by part of the product. */
export const settingsTable = (): string => SETTING_GROUPS.flatMap(group => {
  const rows = all.filter(([, type]) => settingFacts.get(type)?.group === group)
  if (rows.length === 0) return []
  return [`### ${group}\n\n| setting | default | meaning |\n|---|---|---|`, ...rows.map(([name, type]) => {
    const { doc = '', isSecret, otherwise } = settingFacts.get(type) ?? {}
    const standard = defaultOf(type)
    return `| \`${name}\`${isSecret ? ' (secret)' : ''} | ${standard === '' ? cell(otherwise ?? '–') : `\`${cell(standard)}\``} | ${cell(doc)} |`
  }), '']
}).join('\n').trim()

/** All metrics of ours. */
export const metricsTable = (metrics: readonly MetricFacts[]): string => [
  '| metric | type | labels | meaning |\n|---|---|---|---|',
  ...metrics.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, type, labels, help }) => `| \`${name}\` | ${type} | ${labels.map(label => `\`${label}\``).join(', ') || '–'} | ${cell(help)} |`),
].join('\n')

/** What the compose file hands on from its own environment; what it sets itself is left to it. */
export const handedOn = (composeWithout: string): string => Object.keys(SETTINGS)
  .filter(name => !NOT_HANDED_ON.has(name) && !new RegExp(`^ +${name}: `, 'm').test(composeWithout))
  .map(name => `  ${name}: \${${name}:-}`).join('\n')

/** The settings that nobody has to set, each as a comment. */
export const optionalSettings = (exampleWithout: string): string => Object.entries(SETTINGS)
  .filter(([name]) => !NOT_HANDED_ON.has(name) && !FIXED.has(name) && !new RegExp(`^${name}=`, 'm').test(exampleWithout))
  .map(([name, type]) => `# ${name}=${defaultOf(type)}`).join('\n')

const MARKS = {
  settings: ['<!-- settings -->', '<!-- end of settings -->'], metrics: ['<!-- metrics -->', '<!-- end of metrics -->'],
  compose: ['  # Every other setting is handed on as it is set here (written by gateway/observe/write-operations.ts).', '  # end of what is handed on'],
  example: ['# Optional, with their defaults; docs/operations.md says what they mean (written by gateway/observe/write-operations.ts).', '# end of the optional ones'],
} as const

/** A text without what stands between two marks. */
export const withoutPart = (text: string, begin: string, end: string): string => {
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)]
  if (start < 0 || stop < start) throw new Error(`A file has lost its mark: ${begin}`)
  return `${text.slice(0, start + begin.length)}\n${text.slice(stop)}`
}

/** Everything that is written from the tables. `read` gives the text of a file of the project. */
export const writtenParts = (read: (path: string) => string, metrics: readonly MetricFacts[]): readonly WrittenPart[] => {
  const part = (path: string, [begin, end]: readonly [string, string], textOf: (rest: string) => string): WrittenPart => ({ path, begin, end, text: textOf(withoutPart(read(path), begin, end)) })
  return [
    part('docs/operations.md', MARKS.settings, settingsTable),
    part('docs/operations.md', MARKS.metrics, () => metricsTable(metrics)),
    part('docker-compose.yml', MARKS.compose, handedOn),
    part('.env.example', MARKS.example, optionalSettings),
  ]
}

/** The file with this part in it. */
export const withPart = (file: string, { begin, end, text }: WrittenPart): string => withoutPart(file, begin, end).replace(`${begin}\n`, () => `${begin}\n${text}\n`)
