import { z } from 'zod'
import type { Arm, PreparedRequest } from './arms/arm.ts'

const answerSchema = z.object({ data: z.record(z.string(), z.unknown()) })

export interface Comparison {
  readonly arms: readonly Arm[]
  readonly requestsOf: ReadonlyMap<Arm, readonly PreparedRequest[]>
  /** Stands in every answer. */
  readonly proof: string
}

/** Asks every arm every request once and refuses to go on unless the `data` of all is the same text. Tells how many bytes that is, per request. */
export async function compareAnswers({ arms, requestsOf, proof }: Comparison): Promise<number> {
  const answers = await Promise.all(arms.map(async (arm) => ({ arm, texts: await Promise.all((requestsOf.get(arm) ?? []).map((request) => dataOf(arm, request))) })))
  const [first, ...others] = answers
  if (!first) throw new Error('There is nobody to compare.')
  for (const { arm, texts } of others) {
    const at = first.texts.findIndex((text, n) => text !== texts[n])
    if (at >= 0) throw new Error(`${first.arm.name} and ${arm.name} answer differently:\n${difference(first.texts[at] ?? '', texts[at] ?? '')}`)
  }
  const hollow = first.texts.find((text) => !text.includes(proof))
  if (hollow !== undefined) throw new Error(`The demo data is not complete: ${proof} is not in ${hollow.slice(0, 200)}`)
  return Math.round(first.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / first.texts.length)
}

async function dataOf(arm: Arm, { path, headers, body }: PreparedRequest): Promise<string> {
  const response = await fetch(`${arm.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  const text = await response.text()
  const answer = answerSchema.safeParse(JSON.parse(text))
  if (!answer.success || text.startsWith('{"errors"')) throw new Error(`${arm.name} answers ${path} with ${response.status}: ${text.slice(0, 500)}`)
  return JSON.stringify(answer.data.data)
}

/** The place where two texts part, with what stands around it. */
function difference(left: string, right: string): string {
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  const around = (text: string): string => text.slice(Math.max(0, at - 120), at + 120)
  return `  …${around(left)}…\n  …${around(right)}…`
}
