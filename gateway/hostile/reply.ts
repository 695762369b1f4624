import { isRecord } from '../../schema/is-record.ts'
import { atPath, listAt } from '../e2e/harness/at-path.ts'

/** What came back, and how long it took. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
  readonly codes: readonly string[]
  readonly ms: number
}

/** Nothing that is refused may take longer than what is served. */
const SOON_MS = 2_000
const INSIDE = /node_modules|\.ts:\d|\n\s+at |RangeError|TypeError|SyntaxError|Did you mean|SQLSTATE|relation "|vg_[a-z]+|ECONN|stacktrace/

/** Puts an HTTP answer into the form in which it is judged. */
export async function readReply(response: Response, since: number): Promise<Reply> {
  const text = await response.text()
  const body = parsed(text)
  const codes = listAt(body, 'errors').map((error) => String(atPath(error, 'extensions', 'code')))
  return { status: response.status, headers: response.headers, text, body, codes, ms: performance.now() - since }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const shown = ({ status, text }: Reply): string => `${status} ${text.slice(0, 160)}`

/** Refused at once with one of the codes, without data and without a word about our inside. What a module refuses is null in an answer of status 200. */
export function refused(reply: Reply, ...codes: readonly string[]): string | undefined {
  const { status, body, text, ms } = reply
  const isCoded = reply.codes.length > 0 && reply.codes.every((code) => codes.includes(code))
  if (status >= 500 || !isCoded || !isNothing(atPath(body, 'data'))) return shown(reply)
  if (INSIDE.test(text)) return `tells of our inside: ${text.slice(0, 160)}`
  return ms > SOON_MS ? `refused after ${Math.round(ms)} ms` : undefined
}

function isNothing(data: unknown): boolean {
  return data === undefined || data === null || (isRecord(data) && Object.values(data).every((value) => value === null))
}

/** Answered, without errors. */
export function answered(reply: Reply): string | undefined {
  return reply.status === 200 && reply.codes.length === 0 && atPath(reply.body, 'data') !== undefined ? undefined : shown(reply)
}

/** Holds none of the texts, neither in the body nor in a header. */
export function silentAbout(reply: Reply, ...texts: readonly string[]): string | undefined {
  const everything = `${reply.text}\n${JSON.stringify([...reply.headers])}`
  const told = texts.find((text) => everything.includes(text))
  return told === undefined ? undefined : `says ${told.slice(0, 60)}`
}

/** The bytes of two answers are the same, request ids aside. */
export function alike(one: Reply, other: Reply): string | undefined {
  const kept = ({ headers }: Reply) => JSON.stringify([...headers].filter(([name]) => !['x-request-id', 'date', 'connection', 'keep-alive'].includes(name)))
  if (one.status !== other.status || one.text !== other.text) return `${shown(one)} and ${shown(other)}`
  return kept(one) === kept(other) ? undefined : 'headers differ'
}

/** The first thing that is wrong. */
export function firstOf(...problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined)
}
