import * as z from 'zod/mini'

const field = z.object({
  path: z.string(),
  coordinate: z.string(),
  action: z.string(),
  category: z.optional(z.string()),
  unlock: z.optional(z.string()),
})
/** A field whose value was not simply shown, as the gateway reports it. */
export type WithheldField = z.infer<typeof field>

const error = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string(), coordinate: z.string(), rule: z.optional(z.string()) }),
})

const answer = z.object({
  errors: z.optional(z.array(z.unknown())),
  extensions: z.optional(z.object({ sensitivity: z.optional(z.object({ fields: z.array(field) })) })),
})

/** A request that was turned down because of what it would have told. */
export interface Refusal {
  readonly code: string
  readonly coordinate: string
  readonly rule?: string
  readonly message: string
}

/** What an answer says about itself. */
export interface AnswerNotes {
  readonly fields: readonly WithheldField[]
  readonly refusals: readonly Refusal[]
}

const NOTHING: AnswerNotes = { fields: [], refusals: [] }

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refusalIn = (candidate: unknown): readonly Refusal[] => {
  const { success, data } = error.safeParse(candidate)
  return success ? [{ ...data.extensions, message: data.message }] : []
}

/** Reads the text of the response editor, which may be anything, also half an answer. */
export const readAnswer = (text: string): AnswerNotes => {
  const { success, data } = answer.safeParse(parse(text))
  if (!success) return NOTHING
  return { fields: data.extensions?.sensitivity?.fields ?? [], refusals: (data.errors ?? []).flatMap(refusalIn) }
}
