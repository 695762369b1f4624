import type { Chart, Series } from './chart-model.ts'
import type { Frame } from './frame.ts'

interface BarsProps {
  readonly series: Series
  readonly index: number
  /** Of all bars at one place. */
  readonly count: number
  readonly frame: Frame
}

const Bars = ({ series: { points }, index, count, frame }: BarsProps) => {
  const room = frame.step * 0.76
  const width = Math.max(room / count, 1)
  const zero = frame.y(Math.max(frame.low, 0))
  return (
    <g className="veil-series" data-series={index}>
      {points.map(({ value, isSuppressed }, place) => {
        const left = frame.x(place) - room / 2 + index * width
        if (value === null) return isSuppressed && <rect key={place} className="veil-too-small" x={left + 0.5} y={zero - 8} width={Math.max(width - 2, 1)} height={8} />
        const top = frame.y(value)
        return <rect key={place} className="veil-bar-of-chart" x={left + 0.5} y={Math.min(top, zero)} width={Math.max(width - 1.5, 1)} height={Math.max(Math.abs(zero - top), 1)} rx={Math.min(2, width / 4)} />
      })}
    </g>
  )
}

/** Figures as bars over time, groups side by side; hidden ones are a dotted box on the axis. */
export const BarChart = ({ chart: { series }, frame }: { readonly chart: Chart, readonly frame: Frame }) => (
  <>{series.map((one, index) => <Bars key={one.name} series={one} index={index} count={series.length} frame={frame} />)}</>
)
