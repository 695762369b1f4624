import type { CompatibilityResult } from './run-jest.ts'

/** The table for people, in Markdown. */
export function compatibilityTable(results: readonly CompatibilityResult[]): string {
  return [
    '| feature | test | result |', '|---|---|---|',
    ...results.map(({ group, name, isPassed, message }) => `| ${group} | ${name} | ${isPassed ? 'passed' : `FAILED ${message.replaceAll(/\s+/g, ' ')}`} |`),
    '',
    `${results.filter(({ isPassed }) => isPassed).length} of ${results.length} passed`,
    '',
  ].join('\n')
}
