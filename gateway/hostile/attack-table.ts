import type { AttackReport } from './run-attacks.ts'

/** The table for people, in Markdown. */
export function attackTable({ results, before, after }: AttackReport): string {
  const failing = results.filter(({ problem }) => problem !== undefined)
  return [
    '| area | attack | criterion | result | ms |', '|---|---|---|---|---|',
    ...results.map(({ area, attack: { name, criterion }, problem, ms }) => `| ${area} | ${cell(name)} | ${cell(criterion)} | ${problem === undefined ? 'withstood' : `FAILING: ${cell(problem)}`} | ${Math.round(ms)} |`),
    '',
    `${results.length} attacks, ${failing.length} failing; { __typename } before ${before.toFixed(2)} ms, after ${after.toFixed(2)} ms, ratio ${(after / before).toFixed(2)}`,
    '',
  ].join('\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
