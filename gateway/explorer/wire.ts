// the page is sent what it uses of this; the whole of zod would be a third of its own scripts
import * as z from 'zod/mini'

/** What the explorer's page asks of the gateway beside GraphQL. Both sides read the forms here. */

const persona = z.object({
  name: z.string(),
  /** One line: who this is. */
  description: z.string(),
  /** Slug of the brand. */
  brand: z.string(),
  clearances: z.readonly(z.array(z.string())),
  /** What for this person may ask; the everyday one first. */
  purposes: z.readonly(z.array(z.string())),
})
export const personaList = z.readonly(z.array(persona))
/** Somebody of the demo data whom the explorer can ask as. */
export type ExplorerPersona = z.infer<typeof persona>

const example = z.object({
  /** Name of its file. */
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** As whom it is worth running. */
  persona: z.string(),
  purpose: z.string(),
  query: z.string(),
})
export const exampleList = z.readonly(z.array(example))
/** A query that is worth looking at. */
export type Example = z.infer<typeof example>

export const tokenAnswer = z.object({ token: z.string() })

/** One step of what the gateway did: a fetch from one subgraph has a document, any other kind has steps. */
export interface PlanStep {
  readonly kind: string
  /** Subgraph of a fetch. */
  readonly service?: string
  /** Where in the answer its result goes; `@` stands for every item of a list. */
  readonly path?: readonly string[]
  readonly operation?: string
  /** Variable that decides whether the steps are run; with a sign in front where it must be false. */
  readonly condition?: string
  readonly steps?: readonly PlanStep[]
}
export const planStep: z.ZodMiniType<PlanStep> = z.lazy(() => z.object({
  kind: z.string(), service: z.optional(z.string()), path: z.optional(z.array(z.string())), operation: z.optional(z.string()), condition: z.optional(z.string()), steps: z.optional(z.array(planStep)),
}))
