/** One thing that is wrong with the model: a stable code, where it stands (`Model.field`), and what to do about it. */
export interface Problem {
  readonly code: string
  readonly at: string
  readonly advice: string
}

/** Readers go on after a problem, so that one run lists all of them. */
export type Report = (code: string, at: string, advice: string) => void

/** A report together with the list that it fills. */
export function collectProblems(): { readonly problems: Problem[]; readonly report: Report } {
  const problems: Problem[] = []
  return { problems, report: (code, at, advice) => problems.push({ code, at, advice }) }
}

/** The text that ends a generation that failed: every problem on a line, in the order of the model. */
export function describeProblems(problems: readonly Problem[]): string {
  const lines = problems.map(({ code, at, advice }) => `  ${code}  ${at}  ${advice}`)
  return [`The model breaks ${problems.length} of its rules; nothing was written.`, ...lines].join('\n')
}
