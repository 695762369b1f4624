import { useMemo } from 'react'
import type { Answer, Asker } from './fetcher-as.ts'
import { readAnswer } from './read-answer.ts'
import type { Refusal } from './read-answer.ts'
import { useAnswerOfTab } from './use-answer-of-tab.ts'
import { WithheldTable } from './withheld-table.tsx'

const RefusalLine = ({ code, coordinate, rule, message }: Refusal) => (
  <p className="veil-refusal">
    <span className="veil-action" data-action="REFUSE">{code}</span> <code>{coordinate}</code> {message}
    {rule === undefined ? '' : <span className="veil-quiet"> rule {rule}</span>}
  </p>
)

const Provenance = ({ answer, asker }: { readonly answer: Answer, readonly asker: Asker }) => (
  <p className="veil-provenance">
    answered to <strong>{answer.persona}</strong> for {answer.purpose} in {Math.round(answer.milliseconds)} ms
    {(answer.persona !== asker.persona || answer.purpose !== asker.purpose) && (
      <span className="veil-stale">run it again as {asker.persona} for {asker.purpose}</span>
    )}
  </p>
)

/** The strip below an answer: to whom it was given, and which of its fields were not simply shown. */
export const AnswerPanel = ({ latest, asker }: { readonly latest: Answer | undefined, readonly asker: Asker }) => {
  const { text, answer } = useAnswerOfTab(latest)
  const { fields, refusals } = useMemo(() => readAnswer(text), [text])
  if (!answer || text === '') return null
  return (
    <section className="veil-panel" aria-label="Sensitivity of the answer">
      <Provenance answer={answer} asker={asker} />
      {refusals.map(refusal => <RefusalLine key={`${refusal.code} ${refusal.coordinate}`} {...refusal} />)}
      {fields.length > 0 && (
        <details open>
          <summary>{fields.length === 1 ? '1 field is' : `${fields.length} fields are`} protected in this answer</summary>
          <div className="veil-scroll" tabIndex={0} role="region" aria-label="Protected fields"><WithheldTable fields={fields} /></div>
        </details>
      )}
    </section>
  )
}
