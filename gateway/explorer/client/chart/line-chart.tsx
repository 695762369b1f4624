import type { Chart, Point, Series } from './chart-model.ts'
import type { Frame } from './frame.ts'
import { Marker } from './marker.tsx'

type Figure = 'value' | 'previous'

/** Pieces of a line: it breaks where a figure is missing, since nothing is known in between. */
const piecesOf = (points: readonly Point[], figure: Figure, { x, y }: Frame): readonly string[] => {
  const pieces: string[][] = [[]]
  points.forEach((point, index) => {
    const value = point[figure]
    if (value === null) pieces.push([])
    else pieces.at(-1)?.push(`${x(index)},${y(value)}`)
  })
  return pieces.filter(piece => piece.length > 1).map(piece => piece.join(' '))
}

const Line = ({ series: { points }, index, frame }: { readonly series: Series, readonly index: number, readonly frame: Frame }) => (
  <g className="veil-series" data-series={index}>
    {piecesOf(points, 'previous', frame).map(piece => <polyline key={piece} className="veil-line veil-earlier" points={piece} />)}
    {piecesOf(points, 'value', frame).map(piece => <polyline key={piece} className="veil-line" points={piece} />)}
    {points.map(({ value, isSuppressed }, place) => (value === null
      ? isSuppressed && <circle key={place} className="veil-too-small" cx={frame.x(place)} cy={frame.y(Math.max(frame.low, 0))} r="5" />
      : points.length <= 60 && <Marker key={place} shape={index} x={frame.x(place)} y={frame.y(value)} />))}
  </g>
)

/** Figures as lines over time; those of an earlier period are dashed, hidden ones a dotted ring on the axis. */
export const LineChart = ({ chart: { series }, frame }: { readonly chart: Chart, readonly frame: Frame }) => (
  <>{series.map((one, index) => <Line key={one.name} series={one} index={index} frame={frame} />)}</>
)
