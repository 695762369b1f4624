import type { Answer } from '../fetcher-as.ts'
import type { WithheldField } from '../read-answer.ts'
import { ActionChip } from './action-chip.tsx'
import { RefusalLine } from './refusal-line.tsx'

const MOST = 8

const leafOf = ({ path }: WithheldField): string => path.slice(path.lastIndexOf('.') + 1)

/** Below the answer itself: which of its fields were not simply shown, in a line. */
export const AnswerNotes = ({ answer: { fields, refusals }, onMore }: { readonly answer: Answer, onMore(): void }) => {
  if (fields.length === 0 && refusals.length === 0) return null
  return (
    <div className="veil-panel">
      {refusals.map(refusal => <RefusalLine key={`${refusal.code} ${refusal.coordinate}`} {...refusal} />)}
      {fields.length > 0 && (
        <div className="veil-notes">
          <span className="veil-quiet">{fields.length === 1 ? '1 field is' : `${fields.length} fields are`} protected</span>
          {fields.slice(0, MOST).map(field => <span key={`${field.path} ${field.coordinate}`} className="veil-note" title={field.path}><code>{leafOf(field)}</code> <ActionChip action={field.action} /></span>)}
          {fields.length > MOST && <span className="veil-quiet">and {fields.length - MOST} more</span>}
          <button type="button" className="veil-link veil-why" onClick={onMore}>Why, and how to see more</button>
        </div>
      )}
    </div>
  )
}
