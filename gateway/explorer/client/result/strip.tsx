import { VIEW_NAMES, VIEWS } from './views.ts'
import type { View } from './views.ts'

interface StripProps {
  readonly view: View
  /** Behind the name of a view: how much there is to see. */
  readonly counts: Readonly<Partial<Record<View, number>>>
  readonly isWide: boolean
  onView(view: View): void
  onWide(isWide: boolean): void
}

/** Chooses how the answer is looked at. */
export const Strip = ({ view, counts, isWide, onView, onWide }: StripProps) => (
  <div className="veil-strip" role="group" aria-label="Views of the answer">
    {VIEW_NAMES.map(name => (
      <button key={name} type="button" className="veil-view" data-view={name} aria-pressed={name === view} onClick={() => onView(name)}>
        {VIEWS[name]}{counts[name] ? <span className="veil-count">{counts[name]}</span> : ''}
      </button>
    ))}
    <button type="button" className="veil-view veil-wide" aria-pressed={isWide} aria-label="Use the whole width for the answer" title="Whole width" onClick={() => onWide(!isWide)}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M6 3H3v3M10 3h3v3M6 13H3v-3M10 13h3v-3" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" /></svg>
    </button>
  </div>
)
