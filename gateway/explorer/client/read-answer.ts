import * as z from 'zod/mini'
import { planStep } from '../wire.ts'
import type { PlanStep } from '../wire.ts'

const field = z.object({
  path: z.string(),
  coordinate: z.string(),
  action: z.string(),
  category: z.optional(z.string()),
  unlock: z.optional(z.string()),
})
/** A field whose value was not simply shown, as the gateway reports it. */
export type WithheldField = z.infer<typeof field>

const error = z.object({ message: z.string(), extensions: z.object({ code: z.string(), coordinate: z.string(), rule: z.optional(z.string()) }) })

const cost = z.object({ estimated: z.number(), actual: z.number() })
/** What an operation costs where all pages are full, and what it has cost; in rows. */
export type Cost = z.infer<typeof cost>

const answer = z.object({
  data: z.optional(z.unknown()),
  errors: z.optional(z.array(z.unknown())),
  extensions: z.optional(z.object({ sensitivity: z.optional(z.object({ fields: z.array(field) })), cost: z.optional(cost), plan: z.optional(planStep) })),
})

/** A request that was turned down because of what it would have told. */
export interface Refusal {
  readonly code: string
  readonly coordinate: string
  readonly rule?: string
  readonly message: string
}

/** What an answer holds, and what it says about itself. */
export interface AnswerNotes {
  readonly data: unknown
  readonly fields: readonly WithheldField[]
  readonly refusals: readonly Refusal[]
  /** How many errors it has, refusals among them. */
  readonly errors: number
  readonly cost: Cost | undefined
  readonly plan: PlanStep | undefined
}

const NOTHING: AnswerNotes = { data: undefined, fields: [], refusals: [], errors: 0, cost: undefined, plan: undefined }

const refusalIn = (candidate: unknown): readonly Refusal[] => {
  const { success, data } = error.safeParse(candidate)
  return success ? [{ ...data.extensions, message: data.message }] : []
}

/** Reads what came back, which may be anything. */
export const readAnswer = (body: unknown): AnswerNotes => {
  const { success, data } = answer.safeParse(body)
  if (!success) return NOTHING
  const { errors = [], extensions } = data
  return {
    data: data.data, fields: extensions?.sensitivity?.fields ?? [], refusals: errors.flatMap(refusalIn), errors: errors.length,
    cost: extensions?.cost, plan: extensions?.plan,
  }
}
