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
