import { useState } from 'react'
import type { Mark } from '../provider/marks.ts'
import type { ResourceField } from '../provider/resource.ts'
import { Icon } from './icons.tsx'
import { RevealDialog } from './reveal-dialog.tsx'
import { useRevealed } from './revealed.tsx'
import type { Place } from './revealed.tsx'
import { valueText } from './value-text.ts'
import { inWords, shortId, wordsOf } from './words.ts'

/** What a state is called, and what it means for whoever reads. */
const STATES = {
  SHOWN: ['shown', 'Shown to you on this row.'],
  MASKED: ['masked', 'Only the form of the value is shown to you.'],
  PSEUDONYM: ['pseudonym', 'The same value always has the same stand-in.'],
  WITHHELD: ['withheld', 'Nothing is shown to you, whether or not there is a value.'],
  EMPTY: ['empty', 'There is no value.'],
} as const

const sentenceOf = ({ state, category, unlock }: Mark): string =>
  [STATES[state][1], category === undefined ? '' : `Category: ${wordsOf(category)}.`, unlock === undefined ? '' : `Unlock: ${unlock.text}`].filter(part => part !== '').join(' ')

/** Whoever may read the raw value for a reason, or may be: to those who are no staff the graph does not say. */
const mayAsk = ({ state, unlock, action }: Mark): boolean =>
  (state === 'MASKED' || (state === 'WITHHELD' && action === 'ROW')) && (unlock === undefined || unlock.by === 'OWN')

export interface ProtectedValueProps {
  readonly place: Place
  readonly field: ResourceField
  readonly mark: Mark
  readonly value: unknown
}

const Revealed = ({ field, value, onHide }: { readonly field: ResourceField, readonly value: unknown, onHide(): void }) => (
  <span className="revealed" title="Hidden again after a minute">
    <span className="value">{valueText(value, field)}</span>
    <button type="button" className="small" onClick={onHide}>Hide</button>
  </span>
)

/** A value that is not simply shown: how it is shown, why, and the way to the raw one. */
export const ProtectedValue = ({ place, field, mark, value }: ProtectedValueProps) => {
  const [isAsking, setAsking] = useState(false)
  const revealed = useRevealed()
  const raw = revealed.valueAt(place)
  if (raw !== undefined) return <Revealed field={field} value={raw} onHide={() => revealed.hide(place)} />
  if (mark.state === 'SHOWN' || mark.state === 'EMPTY') return <span className="value">{valueText(value, field)}</span>
  const [label] = STATES[mark.state]
  return (
    <span className="protected" data-state={mark.state} title={sentenceOf(mark)}>
      <Icon name={mark.state === 'PSEUDONYM' ? 'alike' : 'lock'} />
      <span className="value">{mark.state === 'WITHHELD' ? label : valueText(value, field)}</span>
      {mark.state !== 'WITHHELD' && <span className="unseen">({label})</span>}
      {mayAsk(mark) && (
        <button type="button" className="small reveal" aria-haspopup="dialog" aria-label={`Reveal ${inWords(field.name).toLowerCase()} of ${shortId(place.id)}`} onClick={() => setAsking(true)}>
          <Icon name="eye" /><span className="label">Reveal</span>
        </button>
      )}
      {isAsking && <RevealDialog place={place} field={field} mark={mark} onClose={() => setAsking(false)} />}
    </span>
  )
}
