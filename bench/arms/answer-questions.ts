import { Session } from 'node:inspector/promises'
import { questionSchema } from './questions.ts'
import type { Answer, Question } from './questions.ts'

/** Loaded into every measured process before its own program: answers the benchmark, and ends with it. */

const session = new Session()

const ANSWERS: Readonly<Record<Question, () => Promise<Answer>>> = {
  async CPU() {
    const { user, system } = process.cpuUsage()
    return { cpuMs: (user + system) / 1000 }
  },
  async BEGIN_PROFILE() {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.start')
    return {}
  },
  async END_PROFILE() {
    const { profile } = await session.post('Profiler.stop')
    return { profile: JSON.stringify(profile) }
  },
}

process.on('message', (message) => {
  const question = questionSchema.safeParse(message)
  if (question.success) void ANSWERS[question.data]().then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit())
// A question may come at any time, but waiting for one is no reason to stay alive.
process.channel?.unref()
