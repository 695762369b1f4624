import { z } from 'zod'

/** What a measured process can be asked by its parent. */
export const questionSchema = z.enum(['CPU', 'BEGIN_PROFILE', 'END_PROFILE'])
export type Question = z.infer<typeof questionSchema>

/** Milliseconds of processor time, or the text of a V8 profile. */
export const answerSchema = z.object({ cpuMs: z.number().optional(), profile: z.string().optional() })
export type Answer = z.infer<typeof answerSchema>
