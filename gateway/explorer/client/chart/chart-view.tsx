import { useMemo, useState } from 'react'
import { ListPicker } from '../table/list-picker.tsx'
import { ResultTable } from '../table/result-table.tsx'
import { useChosenList } from '../table/use-chosen-list.ts'
import type { ResultList } from '../table/result-list.ts'
import { chartsOf } from './chart-model.ts'
import { MetricChart } from './metric-chart.tsx'
import type { ChartKind } from './metric-chart.tsx'

const KINDS: readonly ChartKind[] = ['line', 'bar']
const NAMES = { line: 'Lines', bar: 'Bars' } as const
const NO_ACTIONS: ReadonlyMap<string, string> = new Map()

/** The figures of a metric drawn, and the same ones as a table. */
export const ChartView = ({ lists }: { readonly lists: readonly ResultList[] }) => {
  const metrics = useMemo(() => lists.filter(({ metric }) => metric), [lists])
  const { list, setPath } = useChosenList(metrics)
  const [kind, setKind] = useState<ChartKind>('line')
  const charts = useMemo(() => (list ? chartsOf(list) : []), [list])
  if (!list) return <p className="veil-empty">A chart shows a metric: ask for <code>{'metrics { … { unit rows { period value suppressed group { dimension value } } } }'}</code>.</p>
  return (
    <div className="veil-scroll" tabIndex={0} role="region" aria-label="Chart">
      <div className="veil-bar-of-view">
        <ListPicker lists={metrics} chosen={list} onChoose={setPath} />
        {list.metric?.source === 'CUBE' && <span className="veil-as" title="Whoever may not list the rows reads what was published">published figures</span>}
        {charts.some(({ isOverTime }) => isOverTime) && (
          <span className="veil-choice" role="group" aria-label="Form of the chart">
            {KINDS.map(name => <button key={name} type="button" aria-pressed={kind === name} onClick={() => setKind(name)}>{NAMES[name]}</button>)}
          </span>
        )}
      </div>
      {list.metric?.definition !== undefined && <p className="veil-hint">{list.metric.definition}</p>}
      {charts.map(chart => <MetricChart key={chart.title} chart={chart} kind={kind} timeZone={list.metric?.timeZone} />)}
      {charts.length === 0 && <p className="veil-empty">No figures.</p>}
      <ResultTable list={list} actions={NO_ACTIONS} />
    </div>
  )
}
