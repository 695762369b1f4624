import type { Unit } from './unit-of.ts'
import type { Frame } from './frame.ts'

const CHARACTER = 6.4

/** The two axes: round figures, and as many names of places as there is room for. */
export const Axes = ({ frame, labels, unit }: { readonly frame: Frame, readonly labels: readonly string[], readonly unit: Unit }) => {
  const longest = Math.max(...labels.map(label => label.length), 1) * CHARACTER + 14
  const every = Math.max(Math.ceil(longest / frame.step), 1)
  return (
    <g className="veil-axes">
      {frame.ticks.map(tick => (
        <g key={tick}>
          <line className={tick === 0 ? 'veil-zero' : ''} x1={frame.left} x2={frame.width - 14} y1={frame.y(tick)} y2={frame.y(tick)} />
          <text x={frame.left - 8} y={frame.y(tick) + 4} textAnchor="end">{unit.short(tick)}</text>
        </g>
      ))}
      {labels.map((label, place) => place % every === 0 && <text key={label + place} x={frame.x(place)} y={frame.bottom + 19} textAnchor="middle">{label}</text>)}
    </g>
  )
}
