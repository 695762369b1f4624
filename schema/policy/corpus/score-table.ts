import { KINDS, LANGUAGES } from './languages.ts'
import type { measureDetectors, Score } from './measure.ts'

const percent = (share: number): string => (share * 100).toFixed(1)
const cell = (score: Score | undefined): string => score ? `${percent(score.precision)} / ${percent(score.recall)}` : '–'

/** The table of docs/detectors.md: precision and recall in percent. */
export function scoreTable({ overall, by }: ReturnType<typeof measureDetectors>): string {
  const rows = KINDS.map((kind) => [kind, String(by.get(kind)?.values ?? 0), cell(by.get(kind)), ...LANGUAGES.map((language) => cell(by.get(`${kind} ${language}`)))])
  const all = ['all', String(overall.values), cell(overall), ...LANGUAGES.map((language) => cell(by.get(language)))]
  return [['', 'values', 'all', ...LANGUAGES], ['---', '---', '---', ...LANGUAGES.map(() => '---')], ...rows, all].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
