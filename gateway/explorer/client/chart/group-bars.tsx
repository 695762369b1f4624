import type { Chart } from './chart-model.ts'

/** Figures without time as bars that lie, largest scale first; as many as fit on a page are drawn by the order of the answer. */
export const GroupBars = ({ chart: { places, series, unit } }: { readonly chart: Chart }) => {
  const points = series[0]?.points ?? []
  const most = Math.max(...points.map(({ value }) => Math.abs(value ?? 0)), 1e-9)
  return (
    <div className="veil-lying" aria-hidden="true">
      {places.map((place, index) => {
        const { value = null, isSuppressed = false } = points[index] ?? {}
        return (
          <div key={place} className="veil-lying-row">
            <span className="veil-lying-name" title={place}>{place}</span>
            <span className="veil-lying-track"><span className="veil-lying-bar" style={{ width: `${Math.abs(value ?? 0) / most * 100}%` }} /></span>
            <span className="veil-lying-value">{value === null ? (isSuppressed ? 'too small' : '–') : unit.format(value)}</span>
          </div>
        )
      })}
    </div>
  )
}
