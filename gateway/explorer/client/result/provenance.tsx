import type { Answer } from '../fetcher-as.ts'
import type { Asker } from '../graph/ask-graph.ts'

/** To whom an answer was given, what for, how quickly, and what it has cost. */
export const Provenance = ({ answer, asker }: { readonly answer: Answer, readonly asker: Asker }) => (
  <p className="veil-provenance">
    answered to <strong>{answer.persona}</strong> for {answer.purpose} in {Math.round(answer.milliseconds)} ms
    {answer.cost && <span title="Rows that it has cost, and what it costs where all pages are full"> · {answer.cost.actual} of {answer.cost.estimated} rows</span>}
    {(answer.persona !== asker.persona || answer.purpose !== asker.purpose) && (
      <span className="veil-stale">run it again as {asker.persona} for {asker.purpose}</span>
    )}
  </p>
)
