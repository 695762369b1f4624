import { z } from 'zod'

/** What the explorer's page asks of the gateway beside GraphQL. Both sides read the forms here. */

const persona = z.object({
  name: z.string(),
  /** One line: who this is. */
  description: z.string(),
  /** Slug of the brand. */
  brand: z.string(),
  clearances: z.array(z.string()).readonly(),
  /** What for this person may ask; the everyday one first. */
  purposes: z.array(z.string()).readonly(),
})
export const personaList = z.array(persona).readonly()
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
export const exampleList = z.array(example).readonly()
/** A query that is worth looking at. */
export type Example = z.infer<typeof example>

export const tokenAnswer = z.object({ token: z.string() })
