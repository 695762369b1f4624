import { useMemo, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { Axes } from './axes.tsx'
import { BarChart } from './bar-chart.tsx'
import type { Chart, Point } from './chart-model.ts'
import { frameOf } from './frame.ts'
import { GroupBars } from './group-bars.tsx'
import { LineChart } from './line-chart.tsx'
import { Marker } from './marker.tsx'
import { periodLabels } from './period-label.ts'
import { useWidth } from './use-width.ts'

/** How figures over time are drawn. */
export type ChartKind = 'line' | 'bar'

interface MetricChartProps {
  readonly chart: Chart
  readonly kind: ChartKind
  readonly timeZone: string | undefined
}

const HEIGHT = 260

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }

const saidOf = ({ value, isSuppressed }: Point, format: (value: number) => string): string => (value === null ? (isSuppressed ? 'too small to show' : 'no figure') : format(value))

const Legend = ({ series }: Pick<Chart, 'series'>) => (
  <ul className="veil-legend" aria-hidden="true">
    {series.map(({ name }, index) => (
      <li key={name} className="veil-series" data-series={index}>
        <svg width="22" height="12" viewBox="-11 -6 22 12"><line className="veil-line" x1="-11" x2="11" y1="0" y2="0" /><Marker shape={index} x={0} y={0} /></svg>{name}
      </li>
    ))}
  </ul>
)

/** What stands at one place of the axis, beside the pointer and for those who listen. */
const Readout = ({ chart: { series, unit }, place, label }: { readonly chart: Chart, readonly place: number | undefined, readonly label: string }) => (
  <p className="veil-readout" role="status">
    {place === undefined
      ? <span className="veil-quiet">Point at the chart, or use the arrow keys in it.</span>
      : <><strong>{label}</strong>{series.map(({ name, points }) => <span key={name}> {series.length > 1 && <span className="veil-quiet">{name}</span>} {saidOf(points[place] ?? { value: null, previous: null, isSuppressed: false }, unit.format)}{points[place]?.previous != null && <span className="veil-quiet"> before {unit.format(points[place].previous)}</span>}</span>)}</>}
  </p>
)

const Drawing = ({ chart, kind, timeZone }: MetricChartProps) => {
  const { ref, width } = useWidth()
  const [place, setPlace] = useState<number>()
  const frame = useMemo(() => (width === 0 ? undefined : frameOf(chart, { width, height: HEIGHT })), [chart, width])
  const labels = useMemo(() => periodLabels(chart.places, timeZone), [chart, timeZone])
  const last = chart.places.length - 1
  const within = (index: number): number => Math.min(Math.max(index, 0), last)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    setPlace(known => within(known === undefined ? (step < 0 ? last : 0) : known + step))
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (frame) setPlace(within(Math.round((event.clientX - event.currentTarget.getBoundingClientRect().left - frame.left) / frame.step - 0.5)))
  }
  return (
    <>
      {chart.series.length > 1 && <Legend series={chart.series} />}
      <div ref={ref} className="veil-chart" tabIndex={0} role="group" aria-label={`Chart of ${chart.title}. Arrow keys read one figure after the other; all of them are in the table.`}
        onKeyDown={onKeyDown} onPointerMove={onPointerMove} onPointerLeave={() => setPlace(undefined)}>
        {frame && (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {place !== undefined && <rect className="veil-cursor" x={frame.x(place) - frame.step / 2} y={8} width={frame.step} height={frame.bottom - 8} />}
            <Axes frame={frame} labels={labels} unit={chart.unit} />
            {kind === 'line' ? <LineChart chart={chart} frame={frame} /> : <BarChart chart={chart} frame={frame} />}
          </svg>
        )}
      </div>
      <Readout chart={chart} place={place} label={labels[place ?? 0] ?? ''} />
    </>
  )
}

const hasEarlier = ({ series }: Chart): boolean => series.some(({ points }) => points.some(({ previous }) => previous !== null))

/** One chart with its title. Everything that it shows stands in the table too. */
export const MetricChart = (props: MetricChartProps) => {
  const { title, unit, isOverTime, leftOut, series } = props.chart
  return (
    <figure className="veil-figure">
      <figcaption><strong>{title}</strong>{unit.label !== '' && !title.endsWith(unit.label) && <span className="veil-quiet"> {unit.label}</span>}{leftOut > 0 && <span className="veil-quiet"> the largest {series.length} groups; {leftOut} more in the table</span>}{hasEarlier(props.chart) && props.kind === 'line' && <span className="veil-quiet"> dashed: the earlier period</span>}</figcaption>
      {isOverTime ? <Drawing {...props} /> : <GroupBars chart={props.chart} />}
    </figure>
  )
}
