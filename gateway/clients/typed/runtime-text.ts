import { readFile } from 'node:fs/promises'
import { ERROR_CODES } from '../../../schema/policy/error-codes.ts'

/** In an order in which each needs only those before it. */
const FILES = ['masked', 'reveal-request', 'selection', 'field-table', 'graph-error', 'print-operation', 'read-answer', 'send', 'metrics', 'graph'] as const

/** What a client shows of itself; the rest stays inside the file. */
const SHOWN = [
  'Cover', 'Masked', 'rawOf', 'textOf', 'RevealRequest', 'Selection', 'Checked', 'Result', 'GraphErrorCode', 'GraphErrorFacts', 'GraphProblem', 'GraphError', 'isGraphError',
  'GraphOptions', 'RequestOptions', 'Figure', 'MetricAnswer', 'MetricFigure', 'MetricName', 'MetricArguments', 'Answered', 'Graph',
]

const EXPORT = /^export (?=(?:const|class|interface|type) (?<name>\w+))/gm

const withoutImports = (text: string): string => text.replaceAll(/^import [^\n]*\n/gm, '').trim()

const hidingTheRest = (text: string): string => text.replaceAll(EXPORT, (written, name: string) => (SHOWN.includes(name) ? written : ''))

/** The part that is the same in every client: how selections are typed, sent and read. */
export const runtimeText = async (): Promise<string> => {
  const files = await Promise.all(FILES.map(name => readFile(new URL(`runtime/${name}.ts`, import.meta.url), 'utf8')))
  const codes = Object.keys(ERROR_CODES).map(code => `  | '${code}'`).join('\n')
  return [`/** Codes that an answer can have at its top level. */\nexport type ErrorCode =\n${codes}\n`, ...files.map(file => `${hidingTheRest(withoutImports(file))}\n`)].join('\n')
}
