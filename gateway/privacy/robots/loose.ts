import { z } from 'zod'
import { printAnswer } from '../patched/run-patched.ts'
import { letLoose } from './let-loose.ts'

/** The robots in a process of their own, over sources that may be patched. */
const options = z.object({ superuserUrl: z.string(), seed: z.number(), length: z.number(), budget: z.number() })
printAnswer(await letLoose(options.parse(JSON.parse(process.argv[2] ?? '{}'))))
process.exit(0)
