import { setImmediate as turnOfLoop } from 'node:timers/promises'

/**
 * Runs one thing at a time for many who wait: who comes while it runs gets the next run, never the one that began before they came. So what they
 * are told is not older than their question. A run begins when everybody who came in the same turn of the loop has asked: the answer of the last
 * one arrives among requests, which would each begin a run of their own.
 */
export const nextTurn = <Question, Answer>(run: (questions: readonly Question[]) => Promise<readonly Answer[]>, most: number) => {
  interface Waiting {
    readonly question: Question
    resolve(answer: Answer): void
    reject(cause: unknown): void
  }
  let waiting: Waiting[] = []
  let isRunning = false

  const serve = async (): Promise<void> => {
    while (waiting.length > 0) {
      await turnOfLoop()
      const served = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await settle(served)
    }
    isRunning = false
  }
  const settle = async (served: readonly Waiting[]): Promise<void> => {
    const questions = [...new Set(served.map(({ question }) => question))]
    try {
      const answers = new Map((await run(questions)).map((answer, place) => [questions[place], answer]))
      for (const { question, resolve, reject } of served) {
        const answer = answers.get(question)
        if (answer === undefined) reject(new Error('A question was not answered.'))
        else resolve(answer)
      }
    } catch (cause) {
      for (const { reject } of served) reject(cause)
    }
  }
  return (question: Question): Promise<Answer> => new Promise((resolve, reject) => {
    waiting.push({ question, resolve, reject })
    if (isRunning) return
    isRunning = true
    void serve()
  })
}
