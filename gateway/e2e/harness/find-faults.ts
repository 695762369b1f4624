import { isErrorCode, messageOf } from '../../../schema/policy/error-codes.ts'
import type { Answer } from './door.ts'

/** What every answer may hold beside its code; anything else could be a value or a piece of our inside. */
const FACTS = ['code', 'coordinate', 'rule', 'limit', 'estimated']
const INSIDE = /node_modules|\.ts:\d|\n\s+at |RangeError|TypeError|SyntaxError|Did you mean|Unknown argument|pg_|SQLSTATE|relation "|duplicate key|violates|vg_[a-z]+|127\.0\.0\.1|ECONN|_entities/

export interface Judgement {
  /** Text of the request that must not come back. */
  readonly value?: string
  /** True where an answer without errors is right as well: null for an id that nobody has. */
  readonly mayAnswer?: boolean
}

/** What is wrong with the answer to a bad request; empty where it has stable codes, constant messages and nothing else. */
export function findFaults({ status, text, errors, codes }: Answer, { value, mayAnswer = false }: Judgement = {}): readonly string[] {
  return [
    status >= 500 && `status ${status}`,
    !mayAnswer && codes.length === 0 && 'no error',
    codes.some((code) => code === 'INTERNAL_SERVER_ERROR') && 'INTERNAL_SERVER_ERROR',
    INSIDE.test(text) && `shows ${INSIDE.exec(text)?.[0] ?? ''}`,
    value !== undefined && !/^\w{0,20}$/.test(value.trim()) && text.includes(value) && 'repeats the value',
    ...errors.flatMap(({ message, extensions }) => [
      !isErrorCode(extensions.code) && `unknown code ${extensions.code}`,
      isErrorCode(extensions.code) && message !== messageOf(extensions.code) && `message ${message}`,
      ...Object.keys(extensions).map((fact) => !FACTS.includes(fact) && `extension ${fact}`),
    ]),
  ].filter((fault) => fault !== false)
}
